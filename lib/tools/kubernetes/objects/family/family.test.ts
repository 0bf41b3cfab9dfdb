import { afterEach, expect, it } from "vitest";
import type { FamilyMember } from "@/lib/model";
import { createWire } from "@/lib/wire";
import { deployment, manifest, now, pod, replicaSet, type Manifest } from "../fixtures/manifests";
import { upstream } from "../fixtures/upstream";
import { createObjectReports } from "../report";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

/** The family of an object of this cluster, as indented lines. */
async function family(objects: readonly Manifest[], path: string): Promise<readonly string[]> {
  const server = await upstream(objects);
  const wire = createWire({ name: "Kubernetes of Pollux", url: server.url });
  open.push(wire, server);
  const [group = "", version = "", resource = "", namespace = "", name = ""] = path.split("/");
  const read = createObjectReports({ wire, headers: async () => ({}), ref: { group: group === "core" ? "" : group, version, resource, name, ...(namespace === "-" ? {} : { namespace }) }, now: () => now });
  const lines = (member: FamilyMember, depth = 0): readonly string[] => [`${"  ".repeat(depth)}${member.ref.kind} ${member.ref.name}${member.self === true ? " *" : ""} (${member.wellness})${member.more === undefined ? "" : ` +${member.more}`}`, ...member.children.flatMap((child) => lines(child, depth + 1))];
  return lines((await read()).family);
}

const app = deployment("blueapi", 1, 1);
const set = replicaSet(app, "1", 1);
const one = pod("blueapi-1-a", { owner: set, spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data" } }, { name: "conf", configMap: { name: "conf" } }] } });
const claim = manifest("PersistentVolumeClaim", "data", {}, { spec: { volumeName: "pv-1" }, status: { phase: "Bound" } });
const volume = manifest("PersistentVolume", "pv-1", {}, { spec: { claimRef: { name: "data", namespace: "p47-beamline" } }, status: { phase: "Bound" } });
const service = manifest("Service", "blueapi", {}, { spec: { selector: { app: "blueapi" }, ports: [{ port: 80 }] } });
const slice = manifest("EndpointSlice", "blueapi-x", { labels: { "kubernetes.io/service-name": "blueapi" } }, { endpoints: [{ addresses: ["10.0.0.1"], targetRef: { kind: "Pod", name: "blueapi-1-a" }, conditions: { ready: true } }] });
const all = [app, set, one, claim, volume, service, slice];

it("leads from a service over its slices to the pods, and from an ingress to services, also those that are not there", async () => {
  expect(await family(all, "core/v1/services/p47-beamline/blueapi")).toEqual(["Service blueapi * (well)", "  EndpointSlice blueapi-x (well)", "    Pod blueapi-1-a (well)"]);
  const ingress = manifest("Ingress", "web", {}, { spec: { rules: [{ http: { paths: ["blueapi", "gone"].map((name) => ({ backend: { service: { name, port: { number: 80 } } } })) } }] } });
  expect(await family([...all, ingress], "networking.k8s.io/v1/ingresses/p47-beamline/web")).toEqual(["Ingress web * (unknown)", "  Service blueapi (well)", "    EndpointSlice blueapi-x (well)", "      Pod blueapi-1-a (well)", "  Service gone (bad)"]);
});

it("leads from a pod to its claims and not on to others that use them, and from a claim to its volume and users", async () => {
  expect(await family(all, "core/v1/pods/p47-beamline/blueapi-1-a")).toEqual(["Deployment blueapi (well)", "  ReplicaSet blueapi-1 (well)", "    Pod blueapi-1-a * (well)", "      PersistentVolumeClaim data (well)"]);
  expect(await family(all, "core/v1/persistentvolumeclaims/p47-beamline/data")).toEqual(["PersistentVolumeClaim data * (well)", "  PersistentVolume pv-1 (well)", "  Pod blueapi-1-a (well)"]);
  expect((await family(all, "core/v1/persistentvolumes/-/pv-1"))[1]).toBe("  PersistentVolumeClaim data (well)");
});

it("tells who uses a ConfigMap, what an autoscaler scales and what runs on a node", async () => {
  const conf = manifest("ConfigMap", "conf", {}, { data: {} });
  const hpa = manifest("HorizontalPodAutoscaler", "blueapi", {}, { spec: { scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "blueapi" }, maxReplicas: 3 } });
  const node = manifest("Node", "p47-srv-01", {}, { spec: {}, status: { conditions: [{ type: "Ready", status: "True" }] } });
  const cluster = [...all, conf, hpa, node];
  expect(await family(cluster, "core/v1/configmaps/p47-beamline/conf")).toEqual(["ConfigMap conf * (well)", "  Pod blueapi-1-a (well)"]);
  expect((await family(cluster, "autoscaling/v2/horizontalpodautoscalers/p47-beamline/blueapi")).slice(1, 3)).toEqual(["  Deployment blueapi (well)", "    ReplicaSet blueapi-1 (well)"]);
  expect(await family(cluster, "core/v1/nodes/-/p47-srv-01")).toEqual(["Node p47-srv-01 * (well)", "  Pod blueapi-1-a (well)"]);
});

it("takes Argo CD's own word for its resources, and finds what operators own", async () => {
  const argo = manifest("Application", "p47", {}, { status: { health: { status: "Degraded" }, resources: [{ group: "apps", version: "v1", kind: "Deployment", namespace: "p47-beamline", name: "blueapi", status: "OutOfSync", health: { status: "Healthy" } }] } });
  expect(await family([...all, argo], "argoproj.io/v1alpha1/applications/p47-beamline/p47")).toEqual(["Application p47 * (bad)", "  Deployment blueapi (warning)"]);
  const scaled = manifest("ScaledObject", "blueapi", {}, { spec: {} });
  const made = manifest("HorizontalPodAutoscaler", "keda-hpa-blueapi", { owner: scaled }, { spec: { maxReplicas: 2 } });
  expect((await family([...all, scaled, made], "keda.sh/v1alpha1/scaledobjects/p47-beamline/blueapi"))[1]).toBe("  HorizontalPodAutoscaler keda-hpa-blueapi (well)");
});

it("does not draw a node's other pods around one that the node itself owns", async () => {
  const node = manifest("Node", "p47-srv-01", {}, { spec: {}, status: { conditions: [{ type: "Ready", status: "True" }] } });
  expect(await family([...all, node, pod("static", { owner: node })], "core/v1/pods/p47-beamline/static")).toEqual(["Node p47-srv-01 (well)", "  Pod static * (well)"]);
});

it("draws so many children and counts the rest, and never loses the page's own object", async () => {
  const big = deployment("big", 90, 90);
  const bigSet = replicaSet(big, "1", 90);
  const pods = Array.from({ length: 90 }, (_, index) => pod(`big-${String(index).padStart(2, "0")}`, { owner: bigSet }));
  const lines = await family([big, bigSet, ...pods], "core/v1/pods/p47-beamline/big-89");
  expect(lines[1]).toBe("  ReplicaSet big-1 (well) +29");
  expect(lines.filter((line) => line.includes("*"))).toEqual(["    Pod big-89 * (well)"]);
});
