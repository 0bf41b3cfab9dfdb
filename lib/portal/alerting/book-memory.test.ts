import { afterEach, describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model";
import type { Acknowledgement, Alert } from "@/lib/model/alerting";
import type { AlertsNow } from "./alerts-now";
import { closeBooks, every, fakeAlertmanager, opened } from "./fixtures/opened-book";
import { noon, only, told } from "./fixtures/readings";

const a = { alertname: "A" };
const unreachable = new CastorError("unreachable", "Alertmanager of Pollux is in trouble: it answers with error 503.");
afterEach(closeBooks);

describe("the memory of the book", () => {
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
    const { book, clock, warned } = opened({ alertmanagers: [manager], memory: { record } });
    book.start();
    await book.ready();
    await clock.advance(2 * every);
    manager.state.alerts = [];
    broken = false;
    await clock.advance(every);
    expect(warned).toEqual(["alerts can't be written down", "alerts are written down again"]);
    expect(written.map(([before, after]) => [before.alerts.size, only(after).state])).toEqual([[0, "resolved"]]);
  });

  it("may come late: until then alerts are read and nothing is written, and then what is over is seen to be over", async () => {
    let broken = true;
    const recall = async () => {
      if (broken) throw new CastorError("unreachable", "The Store does not answer.");
      return [{ ...remembered, id: told({ alertname: "B" }).fingerprint, name: "B", labels: { alertname: "B" } }, remembered];
    };
    const { book, clock, warned, recorded } = opened({ memory: { recall } });
    book.start();
    await book.ready();
    await clock.advance(every);
    expect([only(book.current).state, recorded.length]).toEqual(["firing", 0]);
    broken = false;
    await clock.advance(every);
    expect([...book.current.alerts.values()].map(({ name, state }) => [name, state]).sort()).toEqual([["A", "firing"], ["B", "resolved"]]);
    expect(recorded.map(([before, after]) => [before.alerts.size, after.alerts.size])).toEqual([[2, 2]]);
    expect(warned).toEqual(["what was known of alerts before can't be recalled"]);
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
