import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "./kubectl-session";
import type { KubectlSession } from "./kubectl-session";

/** Four minutes past the hour an IOC of the beamline p47 is in its crash loop. */
const at = Date.UTC(2026, 5, 15, 10, 4);

describe.skipIf(missingPrograms.length > 0)("kubectl", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession({ clock: () => at });
  });
  afterAll(() => session.stop());
  const admin = (...args: string[]) => session.kubectl("admin", ...args);
  const p47 = (...args: string[]) => session.kubectl("p47", "-n", "p47-beamline", ...args);

  it("gets nodes and pods of all namespaces, wide", async () => {
    const text = await admin("get", "nodes,pods", "-A", "-o", "wide");
    expect(text).toMatch(/^node\/p47-srv-01 +Ready +beamline +\d+d +v1\.31\.4 +172\.23\.242\.47 /m);
    expect(text).toMatch(/^p47-beamline +pod\/bl47p-mo-ioc-01-0 +0\/1 +CrashLoopBackOff +\d \(\d+.* ago\) +\S+ +172\.23\.242\.47 +p47-srv-01 /m);
  });

  it("gets events, workloads and services of one namespace", async () => {
    expect(await p47("get", "events", "--field-selector", "type=Warning")).toMatch(/Warning +BackOff +pod\/bl47p-mo-ioc-01-0 +Back-off restarting failed container bl47p-mo-ioc-01/);
    const all = await p47("get", "all");
    expect(all).toMatch(/^statefulset\.apps\/bl47p-ea-dcam-01 +0\/0/m);
    expect(all).toMatch(/^deployment\.apps\/p47-proxy +1\/1 +1 +1/m);
    expect(all).toMatch(/^service\/p47-rabbitmq +LoadBalancer /m);
  });

  it("prints every kind that can be listed", async () => {
    const kinds = (await admin("api-resources", "--verbs=list", "-o", "name")).trim().split("\n");
    expect(kinds.length).toBeGreaterThan(60);
    const text = await admin("get", kinds.filter((kind) => !kind.startsWith("events")).join(","), "-A", "-o", "wide", "--ignore-not-found");
    expect(text).toMatch(/^NAMESPACE +NAME +REFERENCE +TARGETS +MINPODS +MAXPODS +REPLICAS +AGE$/m);
    expect(text).not.toContain("<invalid>");
    expect(text).not.toContain("undefined");
  });

  it("describes a pod with its events", async () => {
    const text = await p47("describe", "pod", "bl47p-mo-ioc-01-0");
    expect(text).toMatch(/Restart Count: +\d/);
    expect(text).toMatch(/Reason: +CrashLoopBackOff/);
    expect(text).toMatch(/Normal +Pulled .*Successfully pulled image "ghcr\.io\/epics-containers\/ioc-pmac-runtime:2026\.3\.1-beta\.12" in 14\.2s/);
  });

  it("describes what else there is", async () => {
    expect(await p47("describe", "service", "p47-rabbitmq")).toMatch(/LoadBalancer Ingress: +172\.[\s\S]*Endpoints: +10\.42\./);
    expect(await p47("describe", "statefulset", "p47-blueapi")).toMatch(/Pods Status: +1 Running/);
    expect(await admin("describe", "namespace", "training")).toContain("pod-security.kubernetes.io/enforce");
    expect(await admin("describe", "clusterrolebinding", "cluster-admin")).toMatch(/ClusterRole/);
  });

  it("selects, sorts and shows in every form", async () => {
    expect(await p47("get", "pods", "-l", "ioc=true", "-o", "name")).toContain("pod/bl47p-synoptic-0");
    expect(await p47("get", "pods", "--show-labels", "--no-headers", "--field-selector=metadata.name=p47-rabbitmq-0")).toContain("statefulset.kubernetes.io/pod-name=p47-rabbitmq-0");
    expect(await p47("get", "pods", "p47-rabbitmq-0", "-o", "yaml")).toMatch(/^kind: Pod$/m);
    expect(JSON.parse(await p47("get", "pods", "-o", "json"))).toMatchObject({ kind: "List", items: expect.arrayContaining([expect.objectContaining({ kind: "Pod" })]) as unknown });
    const restarts = (await p47("get", "pods", "--sort-by=.status.containerStatuses[0].restartCount", "--no-headers")).trim().split("\n");
    expect(restarts.at(-1)).toContain("bl47p-mo-ioc-01-0");
    expect(await p47("get", "pods", "--chunk-size=3", "-o", "name")).toBe(await p47("get", "pods", "-o", "name"));
  });

  it("explains fields in Kubernetes' words", async () => {
    expect(await session.kubectl("visitor", "explain", "pod.spec.containers.resources.limits")).toMatch(/FIELD: limits <map\[string\]Quantity>[\s\S]*maximum amount of compute resources/);
    expect(await session.kubectl("visitor", "explain", "deployments.spec.strategy")).toMatch(/KIND: +Deployment[\s\S]*rollingUpdate\s+<RollingUpdateDeployment>/);
  });

  it("knows the kinds and the version", async () => {
    expect(await session.kubectl("visitor", "version")).toContain("Server Version: v1.31.4");
    expect(await session.kubectl("visitor", "api-resources", "-o", "name")).toContain("endpointslices.discovery.k8s.io");
    expect(await session.kubectl("visitor", "api-resources", "--categories=all", "-o", "name")).toContain("deployments.apps");
    expect(await session.kubectl("visitor", "get", "--raw", "/readyz")).toBe("ok");
    expect(await session.kubectl("visitor", "get", "--raw", "/apis/apps/v1")).toContain('"name":"deployments/scale"');
  });

  it("reads logs: of a workload, of the run before, and of what does not exist", async () => {
    expect((await p47("logs", "bl47p-synoptic-0", "--tail=3")).trim().split("\n")).toHaveLength(3);
    expect(await p47("logs", "bl47p-mo-ioc-01-0", "--previous", "--tail=2")).toContain("Segmentation fault");
    expect(await p47("logs", "statefulset/p47-blueapi", "--all-containers", "--prefix", "--tail=1")).toMatch(/^\[pod\/p47-blueapi-0\/blueapi\] /m);
    expect(await session.refused("p47", "logs", "bl47p-synoptic-0", "-n", "p47-beamline", "-c", "nothing")).toContain("container nothing is not valid for pod bl47p-synoptic-0");
    expect(await session.refused("p47", "logs", "bl47p-synoptic-0", "-n", "p47-beamline", "--previous")).toContain('previous terminated container "bl47p-synoptic" in pod "bl47p-synoptic-0" not found');
  });
});
