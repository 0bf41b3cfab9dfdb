import { describe, expect, it } from "vitest";
import { readyReplicas, wantedReplicas } from "./replicas";
import { seriesSource } from "./series-source";
import { createWorld } from "./world";
import type { World } from "./world";

const at = Date.UTC(2026, 5, 15, 10, 7, 31, 250);
const minute = 60_000;
const make = () => createWorld({ clock: () => at, seed: 1, host: false });

/** Every sample of the last half hour about pods of one namespace, as text. */
function past(world: World): string {
  const source = seriesSource(world, "pollux");
  return ["kube_pod_info", "kube_pod_status_ready", "kube_pod_container_info", "container_memory_working_set_bytes", "container_cpu_usage_seconds_total", "kube_deployment_status_replicas_ready", "kube_statefulset_replicas", "node_network_receive_bytes_total", "kubelet_running_pods"]
    .flatMap((name) => source.select([{ name: "__name__", op: "=", value: name }], at - 30 * minute, at))
    .map((series) => JSON.stringify([Object.entries(series.labels).sort(), series.samples(at - 30 * minute, at)]))
    .sort()
    .join("\n");
}

/** Ends a settled pod, scales its workload, releases a scripted one and pulls an image, all from now on. */
function intervene(world: World): void {
  const { pods, demands, node, workloads } = world.cluster("pollux");
  const pod = pods.fixed.find(({ workload }) => workload.name === "grafana");
  const grafana = workloads.find(({ name }) => name === "grafana");
  if (pod === undefined || grafana === undefined) throw new Error("The World lost Grafana.");
  pods.record({ ...pod, life: { ...pod.life, killed: at + 1, gone: at + 2_000 } });
  demands.ask({ ...grafana, replicas: 3 }, at + 1);
  demands.ask({ ...grafana, name: "newcomer" }, at + 1);
  pods.release({ namespace: "p47-beamline", name: "p47-nexus" }, at);
  node("p47-srv-01")?.pull(at + 1, at + 9_000, 500e6);
}

describe("a change made now", () => {
  it("leaves every value of the past as it was", () => {
    const world = make();
    const before = past(world);
    intervene(world);
    expect(past(world) === before).toBe(true);
  });

  it("shows from now on, and the same in an equal World", () => {
    const [one, two] = [make(), make()];
    intervene(one);
    intervene(two);
    for (const world of [one, two]) {
      const cluster = world.cluster("pollux");
      const grafana = cluster.workloads.find(({ name }) => name === "grafana");
      if (grafana === undefined) throw new Error("The World lost Grafana.");
      expect([wantedReplicas(cluster, grafana, at), wantedReplicas(cluster, grafana, at + 1)]).toEqual([1, 3]);
      expect([readyReplicas(cluster, grafana, at), readyReplicas(cluster, grafana, at + 500), readyReplicas(cluster, grafana, at + 5_000)]).toEqual([1, 0, 0]);
      const nexus = (moment: number) => cluster.pods.at(moment).filter(({ workload }) => workload.name === "p47-nexus").map(({ name }) => name);
      expect(nexus(at + 3 * 60 * minute)).toEqual(nexus(at));
    }
    const received = ({ cluster }: World) => cluster("pollux").node("p47-srv-01")?.figures().devices.find(({ name }) => name === "eno1")?.received;
    const [plain, changed, again] = [received(make()), received(one), received(two)];
    if (!plain || !changed || !again) throw new Error("The server lost its devices.");
    expect(changed.total(at + 20_000) - plain.total(at + 20_000)).toBeCloseTo(515e6, -3);
    expect(again.total(at + 20_000)).toBe(changed.total(at + 20_000));
  });
});
