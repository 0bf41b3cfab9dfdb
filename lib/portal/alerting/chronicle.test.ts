import { describe, expect, it } from "vitest";
import type { Severity } from "@/lib/model";
import type { Transition, TransitionKind } from "@/lib/model/alerting";
import type { StandingAlert } from "@/lib/store";
import { chronicleOf, type ChronicleParts } from "./chronicle";

const evening = Date.UTC(2026, 10, 20, 18);
const minute = 60_000;
const hour = 3_600_000;
let ids = 0;

const happened = (name: string, at: number, kind: TransitionKind, more: Partial<Transition> & { severity?: Severity } = {}): Transition => ({
  ...{ id: String((ids += 1)), at: evening + at, kind, cluster: "pollux", alert: `${name}-id`, name, severity: "warning", labels: { alertname: name, namespace: "p47-beamline" } },
  ...more,
});
const standing = (name: string, at: number, kind: StandingAlert["kind"] = "firing"): StandingAlert => ({ alert: `${name}-id`, name, severity: "critical", labels: { alertname: name }, kind, at: evening + at });

const told = (transitions: readonly Transition[], more: Partial<ChronicleParts> = {}) =>
  chronicleOf({
    ...{ from: evening, to: evening + 14 * hour, standing: [], gaps: [], now: evening + 20 * hour, zone: "UTC" },
    transitions: [...transitions].sort((a, b) => b.at - a.at),
    passes: () => true,
    aboutOf: ({ name }) => (name === "KubeNodeNotReady" ? "p47-srv-04" : undefined),
    ...more,
  });

describe("what happened last night", () => {
  const night = [
    happened("KubeNodeNotReady", 30 * minute, "firing", { severity: "critical" }),
    happened("KubeNodeNotReady", 3.5 * hour, "resolved", { severity: "critical" }),
    ...[0, 1, 2].flatMap((n) => [happened("KubePodCrashLooping", n * 2 * hour + 45 * minute, "firing"), happened("KubePodCrashLooping", n * 2 * hour + 55 * minute, "resolved")]),
    happened("TargetDown", 1 * hour, "pending"),
    happened("TargetDown", 1 * hour + 5 * minute, "resolved"),
  ];

  it("is said in sentences first: how much, the longest, the worst moment, the most frequent", () => {
    expect(told(night).summary).toEqual([
      "2 alerts fired between 18:00 and 08:00; the longest was KubeNodeNotReady on p47-srv-04 for 3 h.",
      "It was worst at 18:49, when 2 fired at once.",
      "KubePodCrashLooping fired most often: 3 times.",
    ]);
  });

  it("goes by the clock of whoever asks, and names days where there are several", () => {
    expect(told(night, { zone: "Europe/London", from: evening - 24 * hour }).summary[0]).toContain("between Thu 19 Nov 18:00 and Sat 21 Nov 08:00");
    expect(told([], { zone: "Asia/Tokyo" }).summary).toEqual(["Nothing fired between 03:00 and 17:00."]);
  });

  it("tells what fires since before and what still fires", () => {
    const { summary, busiest } = told([], { standing: [standing("KubeNodeNotReady", -hour)], now: evening + 14 * hour });
    expect(summary).toEqual(["Nothing new began to fire between 18:00 and 08:00; KubeNodeNotReady on p47-srv-04 fires since before.", "1 alert still fires, critical."]);
    expect(busiest).toEqual([expect.objectContaining({ name: "KubeNodeNotReady", about: "p47-srv-04", count: 1, total: 14 * hour, firing: true })]);
  });

  it("says who did what, and of how much nothing is known", () => {
    const deeds = [happened("A", hour, "firing"), happened("A", 2 * hour, "acknowledged", { by: "Ada Lovelace", text: "mine" }), happened("A", 3 * hour, "silenced", { by: "Bob" }), happened("B", hour, "firing"), happened("B", 2 * hour, "acknowledged", { by: "Ada Lovelace" })];
    const { summary, gaps } = told(deeds, { gaps: [{ from: evening, to: evening + 2 * hour }] });
    expect(summary).toEqual(expect.arrayContaining(["Ada Lovelace acknowledged 2 alerts.", "Bob silenced 1 alert.", "Of 2 h of this time nothing is known: Castor was not there, and Prometheus has no figures."]));
    expect(gaps).toHaveLength(1);
  });

  it("is a chart of at most 120 moments, of what fired, not of what waited", () => {
    const { chart } = told(night);
    expect(chart.times.length).toBeLessThanOrEqual(120);
    const at = (time: number, severity: Severity) => chart.lines[severity][chart.times.findLastIndex((moment) => moment <= evening + time)];
    expect([at(20 * minute, "critical"), at(hour, "critical"), at(3.4 * hour, "critical"), at(4 * hour, "critical")]).toEqual([0, 1, 1, 0]);
    expect(Math.max(...chart.lines.warning)).toBe(1);
    const month = told(night, { from: evening - 30 * 24 * hour });
    expect(month.chart.times.length).toBeLessThanOrEqual(120);
    expect(month.chart.times.at(-1)).toBeLessThanOrEqual(month.to);
  });

  it("does not draw the future", () => {
    const { chart } = told(night, { now: evening + hour });
    expect(chart.times.at(-1)).toBeLessThanOrEqual(evening + hour);
  });

  it("counts Watchdog for nothing, but tells when it stopped", () => {
    const { summary, busiest, transitions } = told([happened("Watchdog", hour, "resolved")], { standing: [standing("Watchdog", -hour)] });
    expect(summary).toEqual(["Nothing fired between 18:00 and 08:00."]);
    expect(busiest).toEqual([]);
    expect(transitions).toHaveLength(1);
  });

  it("leaves out whole alerts that the filter keeps back, and passes on 500 of the rest", () => {
    const many = Array.from({ length: 600 }, (_, n) => happened(`A${n}`, n * 1_000, "firing"));
    const all = told([...night, ...many]);
    expect([all.transitions.length, all.more]).toEqual([500, true]);
    const narrowed = told([...night, ...many], { passes: ({ name }) => name === "KubeNodeNotReady" });
    expect([narrowed.transitions.length, narrowed.more]).toEqual([2, false]);
    expect(narrowed.busiest).toHaveLength(1);
    const pending = told(night, { passes: (_, state) => state === "pending" });
    expect(new Set(pending.transitions.map(({ name }) => name))).toEqual(new Set(["TargetDown"]));
  });
});
