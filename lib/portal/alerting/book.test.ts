import { afterEach, describe, expect, it, vi } from "vitest";
import { CastorError } from "@/lib/model";
import { closeBooks, every, fakeAlertmanager, fakePrometheus, opened } from "./fixtures/opened-book";
import { evaluated, noon, only, told } from "./fixtures/readings";

const a = { alertname: "A" };
afterEach(closeBooks);

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

  it("concludes what is muted where an Alertmanager is too old to say it", async () => {
    const manager = fakeAlertmanager();
    const { book } = opened({ alertmanagers: [manager] });
    manager.state.version = "0.25.0";
    manager.state.config = "route: {receiver: a, routes: [{receiver: a, mute_time_intervals: [always]}]}\nreceivers: [{name: a}]\ntime_intervals: [{name: always, time_intervals: [{years: ['1970:2999']}]}]\n";
    book.start();
    await book.ready();
    expect([manager.state.mutedAsked, only(book.current)]).toMatchObject([0, { state: "suppressed", mutedBy: ["always"] }]);
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
