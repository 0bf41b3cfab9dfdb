import { describe, expect, it } from "vitest";
import type { InstantSample, Prometheus } from "../client";
import { answering, at } from "../fixtures/answering";
import { kubelet } from "./kubelet";
import { nodeMemory } from "./node-memory";
import { podCpu } from "./pod-cpu";
import { podNetwork } from "./pod-network";
import { statefulSets } from "./statefulsets";

const signal = new AbortController().signal;
const pods = (...values: readonly number[]): InstantSample[] => values.map((value, index) => at({ namespace: "p47-beamline", pod: `ioc-${index}` }, value));
const byContainer = 'container!="",container!="POD"';

describe("CPU by pod", () => {
  it("takes containers where cAdvisor has them, whole pods where it has not, and says which", async () => {
    const full = answering([[byContainer, pods(0.5, 2, NaN, 1)]]);
    expect(await podCpu.load(full, { args: {}, signal })).toMatchObject({
      view: "ranking",
      data: { unit: "cores", of: 3, most: [{ name: "ioc-1", value: 2 }, { name: "ioc-3" }, { name: "ioc-0" }], least: [{ name: "ioc-0" }, { name: "ioc-3" }, { name: "ioc-1" }] },
      note: "From container_cpu_usage_seconds_total, measured for each container.",
    });
    const bare = answering([[byContainer, []], ['pod!=""', pods(1)]]);
    expect((await podCpu.load(bare, { args: {}, signal })).note).toBe("From container_cpu_usage_seconds_total, measured for each pod.");
  });

  it("names the label or the series that is missing, or the namespace without any", async () => {
    const unlabelled = answering([[byContainer, []], ['pod!=""', []], ["count(container_cpu_usage_seconds_total)", pods(1)]]);
    await expect(podCpu.load(unlabelled, { args: {}, signal })).rejects.toMatchObject({ message: "No data: Prometheus of Pollux has no series container_cpu_usage_seconds_total with a label container or pod." });
    await expect(podCpu.load(answering([]), { args: {}, signal })).rejects.toMatchObject({ message: "No data: Prometheus of Pollux has no series container_cpu_usage_seconds_total." });
    const elsewhere = answering([['namespace="empty"', []], [byContainer, pods(1)]]);
    await expect(podCpu.load(elsewhere, { args: { namespace: "empty" }, signal })).rejects.toMatchObject({ code: "not-found", message: "No data: Prometheus of Pollux has no series container_cpu_usage_seconds_total in the namespace empty." });
  });

  it("takes a namespace as a name, never as a piece of PromQL", async () => {
    const client = answering([[byContainer, pods(1)]]);
    await podCpu.load(client, { args: { namespace: 'x"} or vector(1) #' }, signal });
    expect(client.asked.at(-1)).toContain('namespace="x\\"} or vector(1) #"');
  });
});

describe("network by pod", () => {
  it("leaves out pods whose figures are the whole machine's, and says how many", async () => {
    const client = answering([["kube_pod_info", [at({ namespace: "p47-beamline", pod: "ioc-1", host_network: "true" })]], ["container_network_receive", pods(1, 1e12, 3)]]);
    const found = await podNetwork.load(client, { args: {}, signal });
    expect(found.view === "ranking" && found.data.most.map(({ name }) => name)).toEqual(["ioc-2", "ioc-0"]);
    expect(found.note).toContain("Left out: 1 on their host's network");
  });
});

describe("StatefulSets", () => {
  const owner = (pod: string, name: string, namespace = "p47-beamline") => at({ namespace, pod, owner_kind: "StatefulSet", owner_name: name });
  const client = answering([
    ["kube_pod_owner", [owner("ioc-0", "ioc"), owner("ioc-1", "ioc"), owner("quiet-0", "quiet"), at({ namespace: "monitoring", exported_namespace: "other", pod: "ksm", exported_pod: "ioc-0", owner_name: "ioc" })]],
    [/rate\(container_cpu|count\(container_cpu/, pods(0.25, 0.5)],
    ["container_memory_working_set_bytes", pods(10, 20)],
  ]);

  it("add up their pods; one that is not measured has no figures, not zero", async () => {
    const found = await statefulSets.load(client, { args: {}, signal });
    expect(found.view === "grid" && found.data.rows.map(({ key, cells }) => [key, ...cells.slice(2)])).toEqual([["p47-beamline/ioc", 2, 0.75, 30], ["other/ioc", 1, null, null], ["p47-beamline/quiet", 1, null, null]]);
  });

  it("can be one of them", async () => {
    expect(await statefulSets.load(client, { args: { statefulset: "quiet" }, signal })).toMatchObject({ data: { rows: [{ key: "p47-beamline/quiet" }] } });
    await expect(statefulSets.load(client, { args: { statefulset: "none" }, signal })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("memory of the nodes", () => {
  it("is fullest first, with the node's name and page", async () => {
    const node = (instance: string) => ({ instance, job: "node-exporter" });
    const client: Prometheus = answering([
      ["node_uname_info", [at({ ...node("a:1"), nodename: "n1" }), at({ ...node("b:1"), nodename: "n2" })]],
      ["MemAvailable", [at(node("a:1"), 10), at(node("b:1"), 90), at(node("c:1"), 5)]],
      ["MemTotal", [at(node("a:1"), 100), at(node("b:1"), 100), at(node("c:1"), 0)]],
    ]);
    expect(await nodeMemory.load(client, { args: {}, signal, hrefs: { node: (name) => `/nodes/${name}` } })).toMatchObject({
      view: "meters",
      data: { meters: [{ label: "n2", used: 90, total: 100, unit: "bytes", href: "/nodes/n2" }, { label: "n1", used: 10 }] },
    });
  });
});

describe("what the kubelets run", () => {
  it.each([
    ["newer", [['container_state="running"', [at({ node: "n1" }, 12)]], ["kubelet_running_pods", [at({ node: "n1" }, 7)]]]],
    ["without states", [['container_state="running"', []], ["kubelet_running_pods", [at({ node: "n1" }, 7)]], ["kubelet_running_containers", [at({ node: "n1" }, 12)]]]],
    ["old", [['container_state="running"', []], ["kubelet_running_pods", []], ["kubelet_running_pod_count", [at({ node: "n1" }, 7)]], ["kubelet_running_container_count", [at({ node: "n1" }, 12)]]]],
  ] as const)("is read from kubelets that are %s", async (_, rules) => {
    const found = await kubelet.load(answering(rules), { args: {}, signal });
    expect(found).toMatchObject({ view: "grid", data: { rows: [{ cells: ["n1", 7, 12] }] } });
    expect(found.note).toContain("Together 7 pods and 12 containers");
  });
});
