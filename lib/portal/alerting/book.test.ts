import { afterEach, describe, expect, it, vi } from "vitest";
import { createManualClock } from "@/lib/hub/manual-clock";
import { CastorError } from "@/lib/model";
import type { Acknowledgement, Alert } from "@/lib/model/alerting";
import type { Alertmanager, AlertmanagerAlert } from "@/lib/tools/alertmanager";
import type { Prometheus, RuleAlert } from "@/lib/tools/prometheus";
import type { AlertBook, AlertMemory, AlertsNow } from "./alerts-now";
import { createAlertBook } from "./book";
import { evaluated, noon, only, ruleOf, silenced, statusOf, told } from "./fixtures/readings";

const every = 10_000;
const a = { alertname: "A" };
const books: AlertBook[] = [];
afterEach(async () => {
  await Promise.all(books.splice(0).map((book) => book.close()));
});

/** An Alertmanager that a test can break, slow down and restart. */
function fakeAlertmanager(name = "Alertmanager of Pollux") {
  const state = { alerts: [told(a)] as readonly AlertmanagerAlert[], fails: undefined as CastorError | undefined, hangs: false, startedAt: noon - 86_400_000, clock: undefined as number | undefined, config: "", asked: 0, mutedAsked: 0 };
  const answer = async <T>(value: () => T): Promise<T> => {
    if (state.hangs) await new Promise(() => undefined);
    if (state.fails !== undefined) throw state.fails;
    return value();
  };
  const client = {
    name,
    status: () => answer(() => ((state.asked += 1), statusOf({ startedAt: state.startedAt, config: state.config, ...(state.clock === undefined ? {} : { clock: state.clock }) }))),
    alerts: () => answer(() => state.alerts),
    silences: () => answer(() => [silenced("s1")]),
    mutedBy: () => answer(() => ((state.mutedAsked += 1), new Map([[told(a).fingerprint, ["nights"]]]))),
  } as unknown as Alertmanager;
  return { client, state };
}

function fakePrometheus(name = "P") {
  const state = { alerts: [evaluated(a)] as readonly RuleAlert[], fails: undefined as CastorError | undefined, labelsAsked: 0 };
  const client = {
    name,
    alertRules: async () => {
      if (state.fails !== undefined) throw state.fails;
      return { rules: [ruleOf("A")], alerts: state.alerts };
    },
    externalLabels: async () => ((state.labelsAsked += 1), {}),
    buildInfo: async () => ({ version: "2.42.0" }),
  } as unknown as Prometheus;
  return { client, state };
}

function opened({ alertmanagers = [fakeAlertmanager()], prometheuses = [], memory = {} }: { alertmanagers?: ReturnType<typeof fakeAlertmanager>[]; prometheuses?: ReturnType<typeof fakePrometheus>[]; memory?: Partial<AlertMemory> } = {}) {
  const clock = createManualClock(noon);
  const warned: string[] = [];
  const note = (_: object, message: string) => void warned.push(message);
  const recorded: [before: AlertsNow, after: AlertsNow][] = [];
  const book = createAlertBook({
    cluster: "pollux",
    alertmanagers: alertmanagers.map(({ client }) => client),
    prometheuses: prometheuses.map(({ client }) => client),
    memory: { recall: async () => [], record: async (before, after) => void recorded.push([before, after]), acknowledgements: () => new Map(), ...memory },
    every,
    now: () => clock.now(),
    timers: clock,
    log: { info: note, warn: note, error: note },
  });
  books.push(book);
  const seen: AlertsNow[] = [];
  book.follow((now) => seen.push(now));
  return { book, clock, warned, recorded, seen };
}

const unreachable = new CastorError("unreachable", "Alertmanager of Pollux is in trouble: it answers with error 503.");

describe("the book", () => {
  it("is empty before its first answer and is read at its interval, though nobody looks", async () => {
    const manager = fakeAlertmanager();
    const { book, clock, seen } = opened({ alertmanagers: [manager] });
    expect(book.current).toMatchObject({ revision: 0, alerts: new Map() });
    book.start();
    await book.ready();
    expect(only(book.current)).toMatchObject({ name: "A", state: "firing" });
    expect(book.current.revision).toBeGreaterThan(0);
    await clock.advance(3 * every);
    expect(manager.state.asked).toBe(4);
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ revision }) => revision)).size).toBe(1);
  });

  it("keeps what one source says when another fails, whatever fails", async () => {
    const [manager, prometheus] = [fakeAlertmanager(), fakePrometheus()];
    const { book, clock } = opened({ alertmanagers: [manager], prometheuses: [prometheus] });
    manager.state.fails = unreachable;
    book.start();
    await book.ready();
    expect(only(book.current)).toMatchObject({ state: "firing", sources: ["P"], value: 1.5 });
    expect(book.current.sources).toMatchObject([{ kind: "alertmanager", problem: unreachable.message }, { kind: "prometheus", version: "2.42.0" }]);
    manager.state.fails = undefined;
    prometheus.state.fails = new CastorError("timeout", "Prometheus of Pollux does not answer in time.");
    await clock.advance(every);
    expect(only(book.current)).toMatchObject({ state: "firing", sources: ["Alertmanager of Pollux", "P"] });
  });

  it("does not wait long for one that did not answer last time", async () => {
    const [slow, well] = [fakeAlertmanager("slow"), fakeAlertmanager("well")];
    slow.state.fails = unreachable;
    const { book, clock } = opened({ alertmanagers: [slow, well] });
    book.start();
    await book.ready();
    slow.state.fails = undefined;
    slow.state.hangs = true;
    well.state.alerts = [told({ alertname: "B" })];
    await clock.advance(every + 1_000);
    expect([...book.current.alerts.values()].map(({ name, state }) => [name, state])).toContainEqual(["B", "firing"]);
  });

  it("reads anew at once after a change: once for all who ask at the same time, but not with what was asked before", async () => {
    const manager = fakeAlertmanager();
    const { book } = opened({ alertmanagers: [manager] });
    book.start();
    manager.state.alerts = [];
    const answers = await Promise.all([book.refresh(), book.refresh(), book.refresh()]);
    expect(manager.state.asked).toBe(2);
    expect(answers.every((now) => now === book.current)).toBe(true);
  });

  it("takes values over every half minute, so that not every reading changes every alert", async () => {
    const prometheus = fakePrometheus();
    const { book, clock } = opened({ alertmanagers: [], prometheuses: [prometheus] });
    book.start();
    await book.ready();
    const seen: (number | undefined)[] = [];
    for (let turn = 1; turn <= 6; turn += 1) {
      prometheus.state.alerts = [evaluated(a, { value: turn })];
      await clock.advance(every);
      seen.push(only(book.current).value);
    }
    expect(seen).toEqual([1.5, 1.5, 3, 3, 3, 6]);
    expect(prometheus.state.labelsAsked).toBe(1);
  });

  it("knows that an Alertmanager which was restarted has forgotten, until Prometheus has told it again", async () => {
    const manager = fakeAlertmanager();
    const { book, clock } = opened({ alertmanagers: [manager] });
    book.start();
    await book.ready();
    manager.state.startedAt = noon + 5_000;
    manager.state.alerts = [];
    await clock.advance(every);
    expect(only(book.current)).toMatchObject({ state: "firing", stale: true });
    manager.state.alerts = [told(a)];
    await clock.advance(every);
    expect(only(book.current)).not.toHaveProperty("stale");
    manager.state.alerts = [];
    await clock.advance(every);
    expect(only(book.current).state).toBe("resolved");
  });

  it("does not wait for ever for an alert that ended while its Alertmanager was away", async () => {
    const manager = fakeAlertmanager();
    const { book, clock } = opened({ alertmanagers: [manager] });
    book.start();
    await book.ready();
    manager.state.startedAt = noon + 5_000;
    manager.state.alerts = [];
    await clock.advance(5 * 60_000 + 2 * every);
    expect(only(book.current).state).toBe("resolved");
  });

  it("says whose clock is wrong, and by how much, without fuss about a second", async () => {
    const manager = fakeAlertmanager();
    const { book, clock } = opened({ alertmanagers: [manager] });
    const off = async (ms: number) => {
      manager.state.clock = Math.floor((clock.now() + every + ms) / 1_000) * 1_000;
      await clock.advance(every);
      return book.current.sources[0]?.clock;
    };
    book.start();
    expect(await off(0)).toBeUndefined();
    expect(await off(-4_000)).toBeUndefined();
    expect(Math.abs(((await off(600_000)) ?? 0) - 600_000)).toBeLessThanOrEqual(1_000);
    const { revision } = book.current;
    await off(601_000);
    expect(book.current.revision).toBe(revision);
    expect(await off(-90_000)).toBeLessThan(-88_000);
  });

  it("asks what is muted only where a configuration has intervals, or can't be read and may have some", async () => {
    const manager = fakeAlertmanager();
    const { book, clock } = opened({ alertmanagers: [manager] });
    manager.state.config = "route: {receiver: a}\nreceivers: [{name: a}]\n";
    book.start();
    await book.ready();
    expect([manager.state.mutedAsked, only(book.current).state]).toEqual([0, "firing"]);
    expect(book.current.configs).toMatchObject([{ config: { route: { receiver: "a" } } }]);
    manager.state.config += "time_intervals: [{name: nights, time_intervals: [{times: [{start_time: '22:00', end_time: '24:00'}]}]}]\n";
    await clock.advance(every);
    expect([manager.state.mutedAsked, only(book.current)]).toMatchObject([1, { state: "suppressed", mutedBy: ["nights"] }]);
    manager.state.config = "{{{\ntime_intervals:\n";
    await clock.advance(every);
    expect(manager.state.mutedAsked).toBe(2);
    expect(book.current.configs).toMatchObject([{ problem: expect.any(String) as string }]);
  });

  it("asks nobody any more once it is closed, and lets nobody wait", async () => {
    const manager = fakeAlertmanager();
    const { book, clock } = opened({ alertmanagers: [manager] });
    book.start();
    await book.ready();
    await book.close();
    await clock.advance(5 * every);
    expect(manager.state.asked).toBe(1);
    expect(clock.scheduled).toBe(0);
    const never = opened();
    await never.book.close();
    await never.book.ready();
  });

  it("tells those who follow until they leave, and lets none of them stop the others", async () => {
    const { book, clock, warned } = opened();
    const [call, other] = [vi.fn(), vi.fn()];
    book.follow(() => {
      throw new Error("boom");
    });
    const leave = book.follow(call);
    book.follow(other);
    book.start();
    await book.ready();
    leave();
    await clock.advance(every);
    expect([call.mock.calls.length, other.mock.calls.length]).toEqual([1, 2]);
    expect(warned).toContain("one who follows the alerts failed");
  });
});

describe("its memory", () => {
  const remembered: Alert = { ...{ id: told(a).fingerprint, cluster: "pollux", name: "A", severity: "other", state: "firing", labels: a, annotations: {}, since: noon - 3_600_000 }, ...{ silencedBy: [], inhibitedBy: [], mutedBy: [], receivers: [], sources: ["Alertmanager of Pollux"] } };

  it("is recalled before the first reading, so that what ended meanwhile is seen to have ended", async () => {
    const manager = fakeAlertmanager();
    manager.state.alerts = [];
    const { book, recorded } = opened({ alertmanagers: [manager], memory: { recall: async () => [remembered] } });
    book.start();
    await book.ready();
    expect(only(book.current)).toMatchObject({ state: "resolved", resolvedAt: noon, since: noon - 3_600_000 });
    expect([only(recorded[0]![0]).state, only(recorded[0]![1]).state]).toEqual(["firing", "resolved"]);
  });

  it("holds what Castor knew while nobody answers after a restart", async () => {
    const manager = fakeAlertmanager();
    manager.state.fails = unreachable;
    const { book } = opened({ alertmanagers: [manager], memory: { recall: async () => [remembered] } });
    book.start();
    await book.ready();
    expect(only(book.current)).toMatchObject({ state: "firing", stale: true });
  });

  it("may fail: the reading goes on, the log hears of it once, and what was missed is written later", async () => {
    let broken = true;
    const written: [AlertsNow, AlertsNow][] = [];
    const record = async (before: AlertsNow, after: AlertsNow) => {
      if (broken) throw new CastorError("unreachable", "The Store does not answer.");
      written.push([before, after]);
    };
    const manager = fakeAlertmanager();
    const { book, clock, warned } = opened({ alertmanagers: [manager], memory: { recall: () => Promise.reject(new Error("no")), record } });
    book.start();
    await book.ready();
    await clock.advance(2 * every);
    manager.state.alerts = [];
    broken = false;
    await clock.advance(every);
    expect(warned).toEqual(["what was known of alerts before can't be recalled", "alerts can't be written down", "alerts are written down again"]);
    expect(written.map(([before, after]) => [before.alerts.size, only(after).state])).toEqual([[0, "resolved"]]);
  });

  it("may be slow: nobody waits, and the next state is written when it is done", async () => {
    const done: (() => void)[] = [];
    const { book, clock } = opened({ memory: { record: () => new Promise((resolve) => void done.push(resolve)) } });
    book.start();
    await book.ready();
    await clock.advance(3 * every);
    expect(done).toHaveLength(1);
    done[0]?.();
    await clock.advance(0);
    expect(done).toHaveLength(2);
    done[1]?.();
  });

  it("tells who has taken what on, with a new revision when that changes while it writes", async () => {
    let acknowledgements: ReadonlyMap<string, Acknowledgement> = new Map([["x", { cluster: "pollux", alert: "x", by: { id: "i", name: "Ada", username: "ada" }, note: "n", at: 1 }]]);
    const { book, clock, seen } = opened({ memory: { acknowledgements: () => acknowledgements, record: async () => void (acknowledgements = new Map()) } });
    book.start();
    await book.ready();
    await clock.advance(0);
    expect(seen.map((now) => now.acknowledgements.size)).toEqual([1, 0]);
    expect(seen.map(({ revision }) => revision - seen[0]!.revision)).toEqual([0, 1]);
  });
});
