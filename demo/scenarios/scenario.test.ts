import { describe, expect, it } from "vitest";
import { eventsOf } from "../world/events";
import { conditionsOf } from "../world/conditions";
import { isReady } from "../world/readiness";
import { seriesSource } from "../world/series-source";
import { createWorld } from "../world/world";
import type { World } from "../world/world";
import { filled } from "./outages";
import { minute } from "./window";

const hour = Date.UTC(2026, 5, 15, 10);
const world = createWorld({ clock: () => hour, seed: 1, host: false });
const pollux = world.cluster("pollux");
const p47 = pollux.node("p47-srv-01");
if (p47 === undefined) throw new Error("The World lost its beamline server.");

const pulls = eventsOf(pollux, hour + 59 * minute).filter(({ reason, message }) => reason === "Pulled" && message.startsWith("Successfully"));

/** Whatever is wrong anywhere at a moment, as Kubernetes tells it. */
function troubles(at: number, { clusters }: World = world): string[] {
  return clusters.flatMap((cluster) => [
    ...cluster.pods.at(at).filter((pod) => !isReady(pod, at)).map(({ name }) => `${name} is not ready`),
    ...cluster.nodes.flatMap((node) => conditionsOf(node, at).filter(({ type, status }) => status === "Unknown" || (status === "True") !== (type === "Ready")).map(({ type }) => `${node.name} ${type}`)),
  ]);
}

const rateOf = (read: (at: number) => number, from: number, to: number) => (read(to) - read(from)) / ((to - from) / 1_000);

describe("an image pull", () => {
  it("is never long ago: some stand in every quarter of an hour, and one in any five minutes", () => {
    expect(pulls.length).toBeGreaterThanOrEqual(18);
    for (let at = hour + 6 * minute; at < hour + 59 * minute; at += 30_000) {
      expect(pulls.some(({ last }) => last <= at && last > at - 5 * minute)).toBe(true);
    }
  });

  it("says what the kubelet says", () => {
    expect(pulls.map(({ message }) => message)).toContain(
      'Successfully pulled image "ghcr.io/epics-containers/ioc-pmac-runtime:2026.3.1-beta.12" in 14.2s (14.2s including waiting). Image size: 689340128 bytes.',
    );
    const started = eventsOf(pollux, hour + 22_000).filter(({ about, last }) => about.kind === "Pod" && about.name === "bl47p-mo-ioc-01-0" && last > hour + 5_000);
    expect(started.map(({ reason }) => reason)).toEqual(["Scheduled", "Pulling", "Pulled", "Created", "Started"]);
  });

  it("is a peak of the network and of the disk in exactly its own time", () => {
    const { devices, disks, processor } = p47.figures();
    const received = devices.find(({ name }) => name === "eno1")?.received;
    const written = disks.find(({ name }) => name === "nvme0n1")?.written;
    if (!received || !written) throw new Error("The server lost its devices.");
    for (const { last, message } of pulls) {
      const took = Number(/in ([\d.]+)s/.exec(message)?.[1]) * 1_000;
      const [during, before, after] = [[last - took, last], [last - took - 15_000, last - took - 100], [last + 100, last + 15_000]].map(([from = 0, to = 0]) =>
        ({ net: rateOf(received.total, from, to), disk: rateOf(written.total, from, to), cpu: rateOf(processor.busy.total, from, to) }));
      if (!during || !before || !after) throw new Error("unreachable");
      const calm = { net: Math.max(before.net, after.net), disk: Math.max(before.disk, after.disk) };
      expect(during.net).toBeGreaterThan(calm.net * 3);
      expect(during.disk).toBeGreaterThan(calm.disk * 2);
    }
  });
});

describe("the crash-looping IOC", () => {
  const at = hour + 4 * minute;
  const source = seriesSource(world, "pollux");
  const value = (name: string, moment: number) =>
    source
      .select([{ name: "__name__", op: "=", value: name }, { name: "pod", op: "=", value: "bl47p-mo-ioc-01-0" }], moment - 15_000, moment)
      .flatMap((series) => series.samples(moment - 15_000, moment).values.slice(-1).map((last) => ({ ...series.labels, last })));

  it("is seen by Kubernetes and by kube-state-metrics alike, and recovers", () => {
    expect(troubles(at)).toContain("bl47p-mo-ioc-01-0 is not ready");
    expect(eventsOf(pollux, at).find(({ reason, last }) => reason === "BackOff" && last > at - 20_000)).toMatchObject({ type: "Warning", about: { name: "bl47p-mo-ioc-01-0" } });
    expect(value("kube_pod_container_status_waiting_reason", at)).toMatchObject([{ reason: "CrashLoopBackOff", last: 1 }]);
    expect(value("kube_pod_container_status_restarts_total", at)[0]?.last).toBeGreaterThan(3);
    const later = hour + 20 * minute;
    expect(troubles(later)).not.toContain("bl47p-mo-ioc-01-0 is not ready");
    expect(value("kube_pod_container_status_waiting_reason", later)).toEqual([]);
    expect(value("kube_pod_container_status_restarts_total", later)[0]?.last).toBe(6);
  });
});

describe("trouble", () => {
  it("is somewhere in every minute, and never everywhere", () => {
    for (let at = hour; at < hour + 90 * minute; at += minute) {
      const inMinute = new Set(Array.from({ length: 6 }, (_, n) => troubles(at + n * 10_000)).flat());
      expect(inMinute.size).toBeGreaterThan(0);
      expect(inMinute.size).toBeLessThan(12);
    }
  });

  it("fills a disk of i22 while it is written to, and cleans it up again", () => {
    const figures = world.cluster("i22").node("i22-srv-02")?.figures();
    const data = figures?.fileSystems.find(({ mount }) => mount === "/data");
    const disk = figures?.disks.find(({ name }) => name === "sda");
    const cycle = Math.floor(hour / (45 * minute)) * 45 * minute;
    expect(data?.used(cycle + 39 * minute)).toBeCloseTo(filled(cycle + 39 * minute));
    expect(data?.used(cycle + 39 * minute)).toBeGreaterThan(0.95);
    expect(data?.used(cycle + 43 * minute)).toBeLessThan(0.6);
    expect(disk?.written.rate(cycle + 20 * minute)).toBeGreaterThan(50e6);
    expect(disk?.written.rate(cycle + 43 * minute)).toBeLessThan(30e6);
  });

  it("takes a kubelet of argus away and leaves its exporter", () => {
    const source = seriesSource(world, "argus");
    const at = hour + 25 * minute;
    const up = source.select([{ name: "__name__", op: "=", value: "up" }, { name: "instance", op: "=~", value: "172.23.230.27:.*" }], at - 15_000, at);
    const byJob = up.map((series) => [series.labels.job, series.samples(at - 15_000, at).values[0]]);
    expect(byJob.sort()).toEqual([["kubelet", 0], ["kubelet", 0], ["node-exporter", 1]]);
    const silent = source.select([{ name: "__name__", op: "=", value: "kubelet_running_pods" }, { name: "node", op: "=", value: "argus-wk-07" }], hour, at)[0]?.samples(hour, at);
    expect(silent?.stale).toHaveLength(1);
    expect(silent?.times.at(-1)).toBeLessThan(hour + 20 * minute);
  });
});
