import { describe, expect, it } from "vitest";
import type { Matcher } from "../series";
import { seriesSource } from "./series-source";
import { targetsOf } from "./targets";
import { createWorld } from "./world";

const at = Date.UTC(2026, 5, 15, 10, 20);
const world = createWorld({ clock: () => at, seed: 1, host: false });
const named = (name: string, ...more: Matcher[]): Matcher[] => [{ name: "__name__", op: "=", value: name }, ...more];
const minutes = (n: number) => at - n * 60_000;

describe("a cluster's series", () => {
  const pollux = seriesSource(world, "pollux");

  it("are read at their target's scrapes, 15 s apart, within the asked time only", () => {
    const [series] = pollux.select(named("node_load1", { name: "instance", op: "=", value: "172.23.242.47:9100" }), minutes(5), at);
    const { times = [], values = [] } = series?.samples(minutes(5), at) ?? {};
    expect(times).toHaveLength(20);
    expect(values).toHaveLength(20);
    expect(times.every((time, n) => time > minutes(5) && time <= at && (n === 0 || time - (times[n - 1] ?? 0) === 15_000))).toBe(true);
    const offsets = new Set(targetsOf(world.cluster("pollux")).map(({ offset }) => offset));
    expect(offsets.size).toBeGreaterThan(15);
  });

  it("carry kube-prometheus' labels, a series' own winning over its target's", () => {
    const [load] = pollux.select(named("node_uname_info", { name: "nodename", op: "=", value: "p47-srv-01" }), minutes(5), at);
    expect(load?.labels).toMatchObject({ job: "node-exporter", instance: "172.23.242.47:9100", namespace: "monitoring", container: "node-exporter", service: "node-exporter" });
    const [pod] = pollux.select(named("kube_pod_info", { name: "pod", op: "=", value: "p47-rabbitmq-0" }), minutes(5), at);
    expect(pod?.labels).toMatchObject({ job: "kube-state-metrics", namespace: "p47-beamline", node: "p47-srv-01", created_by_kind: "StatefulSet" });
  });

  it("are chosen by all four kinds of matcher, a missing label being empty", () => {
    const count = (...more: Matcher[]) => pollux.select(named("node_network_receive_bytes_total", { name: "instance", op: "=", value: "172.23.242.47:9100" }, ...more), minutes(1), at).length;
    const all = count();
    expect(count({ name: "device", op: "=", value: "eno1" })).toBe(1);
    expect(count({ name: "device", op: "!=", value: "eno1" })).toBe(all - 1);
    expect(count({ name: "device", op: "=~", value: "eno.|bond0" })).toBe(3);
    expect(count({ name: "device", op: "=~", value: "en" })).toBe(0);
    expect(count({ name: "device", op: "!~", value: "lo|veth.*|cali.*" })).toBeLessThan(all);
    expect(count({ name: "absent", op: "=", value: "" })).toBe(all);
    expect(count({ name: "absent", op: "!=", value: "" })).toBe(0);
    expect(pollux.select([{ name: "__name__", op: "=~", value: "node_load.+" }, { name: "instance", op: "=", value: "172.23.242.47:9100" }], minutes(1), at)).toHaveLength(3);
  });

  it("end with their pod, and say when", () => {
    const readings = pollux
      .select(named("kube_pod_info", { name: "pod", op: "=", value: "bl47p-mo-ioc-01-0" }), minutes(40), at)
      .map((series) => ({ uid: series.labels.uid, ...series.samples(minutes(40), at) }));
    expect(readings.length).toBeGreaterThan(1);
    expect(new Set(readings.map(({ uid }) => uid)).size).toBe(readings.length);
    const [first, second] = readings;
    expect(first?.stale).toHaveLength(1);
    expect(second?.stale).toBeUndefined();
    expect(first?.times.at(-1)).toBeLessThan(second?.times[0] ?? 0);
    expect(first?.stale?.[0]).toBe((first?.times.at(-1) ?? 0) + 15_000);
  });

  it("name no image and no container on i22, as its runtime does not, and one series for each pod", () => {
    const cpu = (cluster: string) => seriesSource(world, cluster).select(named("container_cpu_usage_seconds_total", { name: "namespace", op: "=~", value: ".+-beamline" }), minutes(1), at);
    const i22 = cpu("i22");
    expect(i22.length).toBeGreaterThan(5);
    expect(i22.filter(({ labels }) => "image" in labels || "container" in labels)).toEqual([]);
    expect(new Set(i22.map(({ labels }) => labels.pod)).size).toBe(i22.length);
    expect(cpu("pollux").filter(({ labels }) => labels.image && labels.container).length).toBeGreaterThan(10);
  });

  it("never repeat a set of labels", () => {
    for (const { id } of world.clusters) {
      const all = seriesSource(world, id).select([{ name: "__name__", op: "=~", value: "(kube|container|kubelet|up|scrape|node_(load|uname|filesystem|hwmon)).*" }], minutes(1), at);
      expect(all.length).toBeGreaterThan(500);
      expect(new Set(all.map(({ labels }) => JSON.stringify(Object.entries(labels).sort()))).size).toBe(all.length);
    }
  });

  it("are described by type and help", () => {
    expect(pollux.metadata()).toMatchObject({
      node_cpu_seconds_total: { type: "counter", help: "Seconds the CPUs spent in each mode." },
      kube_pod_status_phase: { type: "gauge" },
      container_cpu_usage_seconds_total: { type: "counter" },
    });
  });
});
