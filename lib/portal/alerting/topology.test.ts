import { afterEach, expect, it } from "vitest";
import { CastorError } from "@/lib/model";
import { answering, at } from "@/lib/tools/prometheus/fixtures/answering";
import { createWire, type Wire } from "@/lib/wire";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { createTopology } from "./topology";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const inP47 = (labels: Readonly<Record<string, string>>) => at({ namespace: "p47-beamline", ...labels });
const pods = [
  inP47({ pod: "nexus-0", node: "srv-1", created_by_kind: "StatefulSet", created_by_name: "nexus", pod_ip: "10.42.0.1", host_network: "false" }),
  inP47({ pod: "blueapi-5c6f7d8b9c-x2v4z", node: "srv-1", created_by_kind: "ReplicaSet", created_by_name: "blueapi-5c6f7d8b9c", pod_ip: "10.42.0.2", host_network: "false" }),
  inP47({ pod: "ioc-0", node: "srv-1", created_by_kind: "StatefulSet", created_by_name: "ioc", pod_ip: "10.0.0.1", host_network: "true" }),
];
const everything = [
  [/kube_pod_info/, pods],
  [/kube_replicaset_owner/, [inP47({ replicaset: "blueapi-5c6f7d8b9c", owner_kind: "Deployment", owner_name: "blueapi" })]],
  [/persistentvolumeclaims_info/, [inP47({ pod: "nexus-0", persistentvolumeclaim: "data" })]],
  [/kube_endpoint_address/, [inP47({ endpoint: "nexus", ip: "10.42.0.1" }), inP47({ endpoint: "ioc", ip: "10.0.0.1" })]],
  [/kube_pod_status_ready/, [inP47({ pod: "nexus-0" }), inP47({ pod: "done" })]],
  [/kube_pod_status_phase/, [inP47({ pod: "done" })]],
  [/kube_horizontalpodautoscaler_info/, [inP47({ horizontalpodautoscaler: "scaler", scaletargetref_kind: "Deployment", scaletargetref_name: "blueapi" })]],
  [/kube_node_info/, [at({ node: "srv-1", internal_ip: "10.0.0.1" })]],
  [/node_uname_info/, [at({ job: "node-exporter", instance: "srv-1.example.org:9100", nodename: "srv-1.example.org" })]],
] as const;

async function argo(items: unknown): Promise<{ readonly wire: Wire; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = await loopback((request, response) => {
    asked.push(request.url ?? "");
    json({ items })(request, response);
  });
  const wire = createWire({ name: "Argo CD of Argus", url: server.url });
  open.push(wire, server);
  return { wire, asked };
}

const application = (name: string, destination: object, resources: readonly object[] | null) => ({ metadata: { name, namespace: "argocd" }, spec: { destination }, status: { resources } });
const quiet = { cluster: "pollux", argo: undefined, nodes: () => [], now: () => 1_000 };

it("joins what kube-state-metrics tells: nodes, owners, claims, services, autoscalers", async () => {
  const now = await createTopology({ ...quiet, prometheus: answering(everything) }).read();
  expect(now.pods.get("p47-beamline/nexus-0")).toEqual({ key: "p47-beamline/nexus-0", namespace: "p47-beamline", name: "nexus-0", node: "srv-1", workload: "StatefulSet/p47-beamline/nexus", claims: ["p47-beamline/data"], services: ["p47-beamline/nexus"] });
  expect(now.pods.get("p47-beamline/blueapi-5c6f7d8b9c-x2v4z")?.workload).toBe("Deployment/p47-beamline/blueapi");
  expect(now.mounting.get("p47-beamline/data")?.map(({ name }) => name)).toEqual(["nexus-0"]);
  expect(now.scaled.get("p47-beamline/scaler")).toBe("Deployment/p47-beamline/blueapi");
  expect([...now.unready]).toEqual(["p47-beamline/nexus-0"]);
  expect(["srv-1", "10.0.0.1", "srv-1.example.org", "srv-1.example.org:9100"].map((alias) => now.nodes.get(alias))).toEqual(["srv-1", "srv-1", "srv-1", "srv-1"]);
});

it("does not guess for which pod of a shared address a Service stands", async () => {
  const now = await createTopology({ ...quiet, prometheus: answering(everything) }).read();
  expect(now.pods.get("p47-beamline/ioc-0")?.services).toEqual([]);
});

it("guesses a Deployment by its ReplicaSet's name only where nobody tells owners", async () => {
  const without = everything.filter(([pattern]) => !pattern.test("kube_replicaset_owner"));
  const now = await createTopology({ ...quiet, prometheus: answering(without) }).read();
  expect(now.pods.get("p47-beamline/blueapi-5c6f7d8b9c-x2v4z")?.workload).toBe("Deployment/p47-beamline/blueapi");
});

it("takes owners from elsewhere where kube_pod_info tells none", async () => {
  const silent = pods.map(({ labels: { created_by_kind: _, created_by_name: __, ...labels } }) => at(labels));
  const now = await createTopology({ ...quiet, prometheus: answering([[/kube_pod_info/, silent], [/kube_pod_owner/, [inP47({ pod: "nexus-0", owner_kind: "StatefulSet", owner_name: "nexus" })]]]) }).read();
  expect(now.pods.get("p47-beamline/nexus-0")?.workload).toBe("StatefulSet/p47-beamline/nexus");
});

it("takes the resources of applications that deploy to this cluster, under whatever name Argo CD knows it", async () => {
  const { wire, asked } = await argo([
    application("nexus", { name: "Pollux", namespace: "p47-beamline" }, [{ kind: "StatefulSet", namespace: "p47-beamline", name: "nexus" }]),
    application("blueapi", { server: "https://10.0.0.9:6443/", namespace: "p47-beamline" }, [{ kind: "Deployment", name: "blueapi" }]),
    application("stranger", { name: "argus", namespace: "p47-beamline" }, [{ kind: "StatefulSet", namespace: "p47-beamline", name: "ioc" }]),
    application("root", { name: "pollux", namespace: "p47-beamline" }, null),
  ]);
  const now = await createTopology({ ...quiet, prometheus: undefined, argo: wire, destinations: ["pollux", "https://10.0.0.9:6443"] }).read();
  expect([...now.applications]).toEqual([
    ["StatefulSet/p47-beamline/nexus", { namespace: "argocd", name: "nexus" }],
    ["Deployment/p47-beamline/blueapi", { namespace: "argocd", name: "blueapi" }],
  ]);
  expect(asked[0]).toContain("fields=");
});

it("keeps a part's last answer when its question fails, and everything else fresh", async () => {
  let time = 0;
  let broken = false;
  const prometheus = answering(everything);
  const query: typeof prometheus.query = async (expression, ask) => {
    if (broken && expression.includes("kube_pod_info")) throw new CastorError("unreachable", "Prometheus of Pollux does not answer.");
    return broken && expression.includes("kube_endpoint_address") ? [] : prometheus.query(expression, ask);
  };
  const topology = createTopology({ ...quiet, prometheus: { ...prometheus, query }, now: () => time });
  expect((await topology.read()).pods.size).toBe(3);
  broken = true;
  time += 61_000;
  const before = topology.current;
  await new Promise<void>((resolve) => {
    const look = () => (topology.current === before ? setImmediate(look) : resolve());
    look();
  });
  expect(topology.current.pods.size).toBe(3);
  expect(topology.current.pods.get("p47-beamline/nexus-0")?.services).toEqual([]);
});

it("is the same as long as nothing of it has changed, so that nothing is grouped anew", async () => {
  let time = 1;
  const prometheus = answering(everything);
  const topology = createTopology({ ...quiet, prometheus, now: () => time });
  const before = await topology.read();
  const asked = prometheus.asked.length;
  time += 61_000;
  expect(topology.current).toBe(before);
  await new Promise<void>((resolve) => {
    const look = () => (prometheus.asked.length < asked * 2 ? setImmediate(look) : setImmediate(resolve));
    look();
  });
  expect(await topology.read()).toBe(before);
});

it("asks at most once a minute however many look, and nobody while nobody looks", async () => {
  let time = 0;
  const prometheus = answering(everything);
  const topology = createTopology({ ...quiet, prometheus, now: () => time });
  expect(prometheus.asked).toEqual([]);
  await Promise.all([topology.read(), topology.read()]);
  const asked = prometheus.asked.length;
  time = 59_000;
  await topology.read();
  expect(topology.current.at).toBe(0);
  expect(prometheus.asked).toHaveLength(asked);
});

it("never waits for a cluster that does not answer", async () => {
  const prometheus = { ...answering([]), query: () => new Promise<never>(() => undefined) };
  expect(createTopology({ ...quiet, prometheus }).current.pods.size).toBe(0);
});
