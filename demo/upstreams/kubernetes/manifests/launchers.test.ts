import { describe, expect, it } from "vitest";
import { createWorld } from "../../../world/world";
import { manifestsOf } from ".";

const at = Date.UTC(2026, 5, 15, 10, 4);
const world = createWorld({ clock: () => at, seed: 1, host: false });
const objects = (cluster: string) => manifestsOf(world.cluster(cluster), { at });
const annotated = (cluster: string, prefix: string) =>
  objects(cluster).filter(({ metadata }) => Object.keys(metadata.annotations ?? {}).some((key) => key.startsWith(prefix))).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`);
const labelled = (cluster: string, label: string) => objects(cluster).filter(({ kind, metadata }) => kind === "Service" && metadata.labels?.[label] !== undefined).map(({ metadata }) => `${metadata.name}=${metadata.labels?.[label] ?? ""}`);

describe("what a launcher finds", () => {
  it("are web pages of a test beamline, told in three ways, on a route and on a Service too", () => {
    expect(annotated("pollux", "forecastle.stakater.com/")).toEqual(["Ingress p47-beamline/elog"]);
    expect(annotated("pollux", "gethomepage.dev/")).toEqual(expect.arrayContaining(["Ingress p47-beamline/gitlab", "Ingress training/wiki", "Ingress p47-beamline/p47-blueapi"]));
    expect(annotated("pollux", "castor-portal/")).toEqual(expect.arrayContaining(["Service p47-beamline/panda-01", "HTTPRoute p47-beamline/p47-motion"]));
  });

  it("includes an address that runs a script, and one that asks to be left out", () => {
    const values = (name: string) => objects("pollux").find(({ kind, metadata }) => kind === "Ingress" && metadata.name === name)?.metadata.annotations;
    expect(values("prize")).toMatchObject({ "castor-portal/url": expect.stringMatching(/^javascript:/) as unknown });
    expect(values("p47-rabbitmq")).toMatchObject({ "castor-portal/hidden": "true" });
  });

  it("are the monitoring's Services as kube-prometheus labels them, and on i22 as the chart does too", () => {
    expect(labelled("pollux", "app.kubernetes.io/name")).toEqual(expect.arrayContaining(["prometheus-k8s=prometheus", "alertmanager-main=alertmanager", "grafana=grafana"]));
    expect(labelled("argus", "app.kubernetes.io/part-of")).toContain("argocd-server=argocd");
    expect(labelled("i22", "app")).toEqual(expect.arrayContaining(["kube-prometheus-stack-prometheus=kube-prometheus-stack-prometheus"]));
    expect(labelled("i22", "app.kubernetes.io/name")).not.toContain("kube-prometheus-stack-prometheus=prometheus");
  });
});
