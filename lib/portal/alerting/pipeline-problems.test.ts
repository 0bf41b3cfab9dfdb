import { describe, expect, it } from "vitest";
import type { AlertSource } from "@/lib/model/alerting";
import { nothingYet } from "./alerts-now";
import { alertOf, configOf, moment, ruleOf, sourceOf, wellState } from "./fixtures/pipeline-state";
import { pipelineProblems } from "./pipeline-problems";

const watchdog = alertOf("Watchdog", { severity: "other" });
const found = (change: Parameters<typeof wellState>[0]) => pipelineProblems({ now: wellState(change) });
const titles = (change: Parameters<typeof wellState>[0]) => found(change).map(({ severity, title }) => `${severity}: ${title}`);
const measured = (metrics: Parameters<typeof pipelineProblems>[0]["metrics"] & object) => pipelineProblems({ now: wellState(), metrics }).map(({ severity, title }) => `${severity}: ${title}`);

describe("what is wrong with the alerting", () => {
  it("is nothing where all is well, and before anything is known", () => {
    expect(found({})).toEqual([]);
    expect(pipelineProblems({ now: nothingYet })).toEqual([]);
  });

  it("comes worst first, and each says what to do", () => {
    const all = found({ alerts: [], sources: [sourceOf("Alertmanager", { clock: -8_000 }), sourceOf("Prometheus")], rules: [ruleOf("Watchdog", { state: "firing" }), ruleOf("Broken", { health: "err", lastError: "many-to-many" })] });
    expect(all.map(({ severity }) => severity)).toEqual(["critical", "warning", "info"]);
    for (const { detail } of all) expect(detail.length).toBeGreaterThan(40);
  });
});

describe("Watchdog", () => {
  it("is missing as a rule, as an alert, or on its way", () => {
    expect(titles({ rules: [ruleOf("Other")] })).toEqual(["info: There is no Watchdog"]);
    expect(titles({ rules: [ruleOf("Watchdog", { state: "inactive" })], alerts: [] })).toEqual(["critical: Watchdog does not fire"]);
    expect(titles({ alerts: [] })).toEqual(["critical: Watchdog does not reach Alertmanager"]);
    expect(titles({ alerts: [{ ...watchdog, state: "resolved", resolvedAt: moment }] })).toEqual(["critical: Watchdog does not reach Alertmanager"]);
  });

  it("is missing in one of two", () => {
    expect(titles({ sources: [sourceOf("Alertmanager"), sourceOf("Alertmanager 2"), sourceOf("Prometheus")] })).toEqual(["warning: Watchdog does not reach Alertmanager 2"]);
  });

  it("is not missed where nobody can know: no rules read, or no Alertmanager answers", () => {
    expect(titles({ rules: [], alerts: [] })).toEqual([]);
    expect(titles({ alerts: [{ ...watchdog, stale: true }], sources: [sourceOf("Alertmanager", { problem: "Alertmanager does not answer." }), sourceOf("Prometheus")] })).toEqual(["critical: Alertmanager does not answer"]);
  });

  it("is not missed where it is silenced", () => {
    expect(titles({ alerts: [{ ...watchdog, state: "suppressed", silencedBy: ["s"] }] })).toEqual([]);
  });
});

describe("Alertmanagers and Prometheis", () => {
  const member = (name: string, peers: readonly string[], more: Partial<AlertSource> = {}) => sourceOf(`Alertmanager ${name}`, { gossip: { status: "ready", name, peers }, ...more });
  const both = { ...watchdog, sources: ["Alertmanager a", "Alertmanager b"] };
  const state = (a: AlertSource, b: AlertSource, apart = false) => {
    const config = configOf(["team", "email"]);
    const configs = apart ? [{ alertmanagers: [a.name], config }, { alertmanagers: [b.name], config }] : [{ alertmanagers: [a.name, b.name], config }];
    return titles({ alerts: [both], sources: [a, b, sourceOf("Prometheus")], configs });
  };

  it("that are silent are told, with what they said; the last one is worse", () => {
    const quiet = { problem: "Alertmanager b of Pollux does not answer." };
    const silent = found({ alerts: [both], sources: [member("a", ["a"]), member("b", ["b"], quiet), sourceOf("Prometheus")], configs: [{ alertmanagers: ["Alertmanager a"], config: configOf(["team", "email"]) }] });
    expect(silent).toMatchObject([{ severity: "warning", title: "Alertmanager b does not answer", said: quiet.problem }]);
    expect(titles({ sources: [sourceOf("Alertmanager"), sourceOf("Prometheus", { problem: "gone" })] })).toEqual(["critical: Prometheus does not answer"]);
  });

  it("that have not settled are told, and single ones are not", () => {
    expect(state(member("a", ["a", "b"]), member("b", ["a", "b"], { gossip: { status: "settling", name: "b", peers: ["a", "b"] } }))).toEqual(["warning: Alertmanager b is not ready: its gossip is settling"]);
    expect(titles({ sources: [sourceOf("Alertmanager", { gossip: { status: "disabled", name: "", peers: [] } }), sourceOf("Prometheus")] })).toEqual([]);
  });

  it("of one gossip cluster that do not see each other are told, and independent ones are not", () => {
    expect(state(member("a", ["a", "b"]), member("b", ["b"]))).toEqual(["warning: Alertmanager a and Alertmanager b do not see each other"]);
    expect(state(member("a", ["a", "c"]), member("b", ["b", "c"]))).toEqual(["warning: Alertmanager a and Alertmanager b do not see each other"]);
    expect(state(member("a", ["a"]), member("b", ["b"]), true)).toEqual([]);
    expect(state(member("a", ["a", "b"]), member("b", ["b", "a"]))).toEqual([]);
  });

  it("of one gossip cluster must run one configuration", () => {
    expect(state(member("a", ["a", "b"]), member("b", ["b", "a"]), true)).toEqual(["warning: Alertmanagers of one cluster run different configurations"]);
  });

  it("with a configuration that cannot be read are told with the reason", () => {
    expect(found({ configs: [{ alertmanagers: ["Alertmanager"], problem: "line 3: unknown field" }] })).toMatchObject([{ severity: "critical", title: "The configuration of Alertmanager cannot be read", said: "line 3: unknown field" }]);
  });

  it("with clocks apart are told by how much", () => {
    expect(titles({ sources: [sourceOf("Alertmanager", { clock: -240_000 }), sourceOf("Prometheus", { clock: 8_000 })] })).toEqual(["warning: The clock of Alertmanager is 4 min behind", "info: The clock of Prometheus is 8 s ahead"]);
  });
});

describe("rules", () => {
  it("that cannot be evaluated are named with their error, and a hundred of them do not fill the page", () => {
    const broken = (index: number) => ruleOf(`Broken${index}`, { health: "err", lastError: "found duplicate series" });
    const fires = ruleOf("Watchdog", { state: "firing" });
    expect(found({ rules: [fires, broken(1)] })).toMatchObject([{ title: "The rule Broken1 cannot be evaluated", said: "found duplicate series", station: "rules" }]);
    const many = titles({ rules: [fires, ...Array.from({ length: 100 }, (_, index) => broken(index))] });
    expect(many).toHaveLength(11);
    expect(many.at(-1)).toBe("warning: 90 more rules cannot be evaluated");
  });

  it("that have not been evaluated for long are told by their group, once", () => {
    const old = { lastEvaluation: moment - 720_000, group: "slow" };
    expect(titles({ rules: [ruleOf("Watchdog", { state: "firing" }), ruleOf("A", old), ruleOf("B", old)] })).toEqual(["warning: The rules of slow have not been evaluated for 12 min"]);
    const hourly = { lastEvaluation: moment - 3_000_000, interval: 3_600 };
    expect(titles({ rules: [ruleOf("Watchdog", { state: "firing" }), ruleOf("A", hourly), ruleOf("B", { lastEvaluation: 0 })] })).toEqual([]);
  });

  it("of a Prometheus that is silent are not blamed for being old", () => {
    const silent = sourceOf("Prometheus", { problem: "gone" });
    expect(titles({ rules: [ruleOf("Watchdog", { state: "firing", lastEvaluation: moment - 9e6 })], sources: [sourceOf("Alertmanager"), silent] })).toEqual(["critical: Prometheus does not answer"]);
  });
});

describe("receivers", () => {
  const none = [{ alertmanagers: ["Alertmanager"], config: configOf(["null"]) }];

  it("that all send nothing mean that nobody is notified, fires something or not", () => {
    expect(titles({ configs: none })).toEqual(["warning: Nobody is notified"]);
    expect(titles({ configs: none, alerts: [watchdog, alertOf("Full", { receivers: ["null"] })] })).toEqual(["critical: Nobody is notified"]);
  });

  it("of single alerts that send nothing are told with the alerts", () => {
    const alerts = [watchdog, alertOf("Full", { receivers: ["null"], severity: "critical" }), alertOf("Heard"), alertOf("Twice", { receivers: ["null", "team"] }), alertOf("Small", { severity: "info", receivers: ["null"] })];
    const [problem] = found({ alerts });
    expect(problem).toMatchObject({ severity: "critical", title: "Nobody is notified of 1 of 3 critical and warning alerts" });
    expect(problem?.detail).toContain("Full ends at a receiver that sends nothing (null)");
  });

  it("are not judged where the configuration is not known", () => {
    expect(titles({ configs: [], alerts: [watchdog, alertOf("Full", { receivers: ["null"] })] })).toEqual([]);
  });
});

describe("what Prometheus and Alertmanager measure about themselves", () => {
  it("tells of targets that are down, by job, worst first", () => {
    expect(measured({ targets: [{ job: "a", up: 3, total: 4 }, { job: "b", up: 0, total: 2 }, { job: "c", up: 1, total: 1 }] })).toEqual(["critical: No target of b answers", "warning: 1 of 4 targets of a do not answer"]);
    expect(measured({ targets: Array.from({ length: 20 }, (_, index) => ({ job: `j${index}`, up: 1, total: 2 })) }).at(-1)).toBe("warning: Targets of 12 more jobs do not answer");
  });

  it("tells of alerts that do not reach Alertmanager", () => {
    expect(measured({ dropped: 12 })).toEqual(["critical: Prometheus could not deliver 12 alerts in the last 15 minutes"]);
    expect(measured({ discovered: 0 })).toEqual(["critical: Prometheus knows no Alertmanager"]);
    expect(measured({ sending: [{ name: "http://10.0.0.9:9093/api/v2/alerts", tried: 10, failed: 3 }] })).toEqual(["warning: Prometheus cannot always reach the Alertmanager at 10.0.0.9:9093"]);
  });

  it("tells of notifications that fail or are late, by integration", () => {
    expect(measured({ integrations: [{ name: "email", tried: 10, failed: 10 }, { name: "slack", tried: 10, failed: 2 }, { name: "webhook", tried: 4, failed: 0, latency: 45 }] })).toEqual([
      "critical: Notifications by email fail",
      "warning: Some notifications by slack fail",
      "warning: Notifications by webhook take 45.0 s each",
    ]);
  });

  it("tells of configurations that were not taken on, and of evaluations left out", () => {
    expect(measured({ oldConfigs: ["Prometheus at prometheus-0"], missed: 3 })).toEqual(["critical: Prometheus at prometheus-0 runs an old configuration", "warning: Prometheus leaves out evaluations of rules"]);
  });
});
