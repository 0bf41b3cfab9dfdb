import { expect, it } from "vitest";
import type { FeedSource } from "@/lib/hub";
import type { Person, Topic } from "@/lib/model";
import type { AlertingSummary } from "@/lib/model/alerting";
import type { ClusterParts } from "../cluster";
import { nothingYet, type AlertBook, type AlertsNow } from "./alerts-now";
import { alertCountsOf } from "./counts";
import { alertmanagerSays, noon, story, told } from "./fixtures/readings";
import { summarySource } from "./summary";

/** A book whose state a test sets. */
function held(first: AlertsNow) {
  const calls = new Set<(now: AlertsNow) => void>();
  const book = { current: first, ready: async () => undefined, follow: (call: (now: AlertsNow) => void) => (calls.add(call), () => void calls.delete(call)) };
  const set = (now: AlertsNow) => {
    book.current = now;
    for (const call of calls) call(now);
  };
  const cluster = { alerting: { book: book as unknown as AlertBook } } as Pick<ClusterParts, "alerting">;
  return { book, set, calls, cluster };
}

const topic: Topic = { kind: "alerting", cluster: "pollux", args: {} };
const feed = (cluster: Pick<ClusterParts, "alerting">) => summarySource(cluster, topic, {} as Person, () => noon) as FeedSource<AlertingSummary>;
const reading = (...alerts: readonly Parameters<typeof told>[]) => ({ alertmanagers: [alertmanagerSays("one", alerts.map((each) => told(...each)))] });

it("tells how the alerting stands at once when it changes, and nothing while it does not", async () => {
  const [one, same, two] = story([
    reading([{ alertname: "KubePodCrashLooping", pod: "ioc-0", severity: "critical" }], [{ alertname: "Watchdog" }]),
    reading([{ alertname: "KubePodCrashLooping", pod: "ioc-0", severity: "critical" }], [{ alertname: "Watchdog" }]),
    reading([{ alertname: "B", severity: "warning" }, { startsAt: noon - 3_600_000, suppressed: true, inhibitedBy: ["x"] }]),
  ]);
  const { cluster, set, calls } = held(one!);
  const source = feed(cluster);
  const said: AlertingSummary[] = [];
  const control = new AbortController();
  const following = source.follow({ signal: control.signal, tell: (summary) => said.push(summary) });
  await Promise.resolve();
  await Promise.resolve();
  set(same!);
  set(two!);
  expect(said).toHaveLength(2);
  expect(said[0]).toMatchObject({ revision: one!.revision, states: { firing: 1, pending: 0, suppressed: 0, resolved: 0 }, counts: { critical: 1, suppressed: 0 }, fresh: [{ name: "KubePodCrashLooping", title: "ioc-0 keeps restarting", severity: "critical" }] });
  expect(said[1]).toMatchObject({ revision: two!.revision, states: { firing: 0, suppressed: 1, resolved: 1 }, counts: { critical: 0, warning: 0, suppressed: 1 }, fresh: [] });
  expect(source.idle).toEqual(said[1]);
  control.abort();
  await following;
  expect(calls.size).toBe(0);
});

it("has whole frames, each of which makes those before it void", () => {
  const source = feed(held(nothingYet).cluster);
  const [a, b] = [{ revision: 1 }, { revision: 2 }] as unknown as AlertingSummary[];
  expect(source.fold(a, b!)).toBe(b);
  expect(source.all(b)).toBe(b);
  expect(source.begins(b!)).toBe(true);
});


it("counts what fires by severity, and says so when there is nobody to ask", async () => {
  const [now] = story([reading([{ alertname: "A", severity: "critical" }], [{ alertname: "B", severity: "page" }], [{ alertname: "InfoInhibitor" }])]);
  const of = (state: AlertsNow, alertmanager: object | undefined = { name: "one" }) => alertCountsOf({ settings: { title: "Pollux" }, alertmanager, ...held(state).cluster } as unknown as ClusterParts);
  expect(await of(now!)).toEqual({ critical: 1, warning: 0, info: 0, other: 1, suppressed: 0 });
  const [, silent] = story([{ alertmanagers: [alertmanagerSays("one", [])] }, { alertmanagers: [alertmanagerSays("one", [], {}, "one cannot be reached.")] }]);
  await expect(of(silent!)).rejects.toMatchObject({ code: "unreachable", message: "one cannot be reached." });
  await expect(alertCountsOf({ settings: { title: "Pollux" }, alertmanager: undefined, ...held(now!).cluster } as unknown as ClusterParts)).rejects.toMatchObject({ code: "not-found" });
});
