import { describe, expect, it } from "vitest";
import type { Alert, AlertState } from "./alert";
import type { AlertingConfig, Route } from "./config";
import { explainRouting } from "./explanation";
import { parseMatchers } from "./parse-matcher";
import type { Silence } from "./silence";

const now = Date.parse("2026-03-10T12:00:00Z");
const route = (receiver: string, matchers: string, over: Partial<Route> = {}): Route => ({
  receiver,
  matchers: parseMatchers(matchers),
  routes: [],
  continues: false,
  groupBy: ["namespace", "alertname"],
  groupWait: 30_000,
  groupInterval: 300_000,
  repeatInterval: 14_400_000,
  mute: [],
  active: [],
  ...over,
});
const config = (...routes: readonly Route[]): AlertingConfig => ({
  route: route("null", "", { routes }),
  receivers: [
    { name: "null", integrations: [] },
    { name: "hole", integrations: [] },
    { name: "p47", integrations: ["email"] },
    { name: "ops", integrations: ["slack", "webhook"] },
  ],
  inhibitRules: [{ source: parseMatchers("alertname=NodeDown"), target: parseMatchers("severity=warning"), equal: ["node"] }],
  intervals: [
    { name: "day", entries: [{ times: [{ begin: 480, end: 1_080 }] }] },
    { name: "night", entries: [{ times: [{ begin: 0, end: 360 }] }] },
    { name: "ever", entries: [{}] },
  ],
});
const alert = (id: string, labels: Record<string, string>, state: AlertState = "firing", sources: readonly string[] = ["one"]): Alert => ({
  id,
  cluster: "pollux",
  name: labels["alertname"] ?? "",
  severity: "warning",
  state,
  labels,
  annotations: {},
  since: now,
  silencedBy: [],
  inhibitedBy: [],
  mutedBy: [],
  receivers: [],
  sources,
});
const silence = (over: Partial<Silence> = {}): Silence => ({
  id: "s1",
  state: "active",
  matchers: parseMatchers("namespace=p47"),
  startsAt: 0,
  endsAt: Date.parse("2026-03-10T14:00:00Z"),
  updatedAt: 0,
  createdBy: "Ada Lovelace",
  comment: "moving house",
  sources: ["one"],
  ...over,
});
const labels = { alertname: "A", namespace: "p47", severity: "warning", node: "n1" };
const byId = <Item extends { readonly id: string }>(items: readonly Item[] = []) => new Map(items.map((item) => [item.id, item]));
const explain = (given: AlertingConfig, { alerts, silences, id }: { readonly alerts?: readonly Alert[]; readonly silences?: readonly Silence[]; readonly id?: string } = {}, asked: Record<string, string> = labels) =>
  explainRouting(given, ["one", "two"], asked, { alerts: byId(alerts), silences: byId(silences), now, ...(id === undefined ? {} : { id }) });
const p47 = route("p47", "namespace=p47");

describe("the explanation of who hears of an alert", () => {
  it("says that nobody does where its way ends at a receiver that sends nothing", () => {
    expect(explain(config())).toMatchObject({ receivers: ["null"], heard: false, sentence: "Nobody hears of it: its route ends at “null”, which sends nothing.", alertmanagers: ["one", "two"] });
    expect(explain(config(route("null", "", { continues: true }), route("hole", ""))).sentence).toBe("Nobody hears of it: its routes end at “null” and “hole”, which send nothing.");
  });

  it("says who does, and by what", () => {
    expect(explain(config(p47))).toMatchObject({ receivers: ["p47"], heard: true, sentence: "It goes to p47 by e-mail." });
    expect(explain(config({ ...p47, continues: true }, route("ops", "severity=warning"))).sentence).toBe("It goes to p47 by e-mail, and to ops by Slack and webhook.");
  });

  it("leaves receivers that send nothing out of the sentence, where another sends", () => {
    expect(explain(config(route("hole", "", { continues: true }), p47))).toMatchObject({ receivers: ["hole", "p47"], heard: true, sentence: "It goes to p47 by e-mail." });
  });

  it("tells by whom it is silenced, and until when", () => {
    const found = explain(config(p47), { silences: [silence(), silence({ id: "s2", endsAt: now + 60_000, createdBy: "Bob" }), silence({ id: "s3", matchers: parseMatchers("namespace=x") })] });
    expect(found.sentence).toBe("It goes to p47 by e-mail, but is silenced by Ada Lovelace until 14:00 UTC.");
    expect(found.silences.map(({ id }) => id)).toEqual(["s1", "s2"]);
    expect(found.heard).toBe(false);
  });

  it("names the day where the silence ends on another", () => {
    expect(explain(config(p47), { silences: [silence({ endsAt: Date.parse("2026-03-12T09:05:00Z") })] }).sentence).toBe("It goes to p47 by e-mail, but is silenced by Ada Lovelace until 12 March 2026, 09:05 UTC.");
  });

  it("counts no silence that is over, not yet begun, or of another Alertmanager", () => {
    expect(explain(config(p47), { silences: [silence({ id: "a", state: "expired" }), silence({ id: "b", state: "pending" }), silence({ id: "c", endsAt: now }), silence({ id: "d", sources: ["other"] })] }).heard).toBe(true);
  });

  it("names the alert that inhibits it", () => {
    const source = alert("src", { alertname: "NodeDown", node: "n1" });
    const found = explain(config(p47), { alerts: [source], silences: [silence()] });
    expect(found.sentence).toBe("It goes to p47 by e-mail, but is inhibited by NodeDown as long as that fires.");
    expect(found.inhibited).toMatchObject({ by: { id: "src", name: "NodeDown" }, rule: { equal: ["node"] } });
    expect(found.heard).toBe(false);
  });

  it("lets silenced alerts inhibit, and none that are pending, over, or of another Alertmanager", () => {
    const source = (state: AlertState, sources = ["one"]) => explain(config(p47), { alerts: [alert("src", { alertname: "NodeDown", node: "n1" }, state, sources)] }).heard;
    expect(source("suppressed")).toBe(false);
    expect([source("pending"), source("resolved"), source("firing", ["other"])]).toEqual([true, true, true]);
  });

  it("tells which time mutes it, and until when", () => {
    const found = explain(config({ ...p47, mute: ["night", "day"] }));
    expect(found.sentence).toBe("It goes to p47 by e-mail, but is muted in the time “day” until 18:00 UTC.");
    expect(found.path[0]).toMatchObject({ mutedBy: "day", mute: [{ name: "night", holds: false, changesAt: Date.parse("2026-03-11T00:00:00Z") }, { name: "day", holds: true, changesAt: Date.parse("2026-03-10T18:00:00Z") }] });
    expect(found.heard).toBe(false);
  });

  it("tells in which time alone it is told, and when that begins", () => {
    expect(explain(config({ ...p47, active: ["night"] })).sentence).toBe("It goes to p47 by e-mail, but is told only in the time “night”, so it waits until 11 March 2026, 00:00 UTC.");
    expect(explain(config({ ...p47, active: ["night", "day"] })).heard).toBe(true);
  });

  it("names no time where a muting never ends", () => {
    expect(explain(config({ ...p47, mute: ["ever"] })).sentence).toBe("It goes to p47 by e-mail, but is muted in the time “ever”.");
  });

  it("is heard where only one of its ways is muted, and says which is", () => {
    const found = explain(config({ ...p47, continues: true, mute: ["day"] }, route("ops", "")));
    expect(found).toMatchObject({ heard: true, sentence: "It goes to p47 by e-mail, and to ops by Slack and webhook, but not to p47 now: there it is muted in the time “day” until 18:00 UTC." });
  });

  it("says of a pending alert that it is told once it fires, and of one that ended what would be", () => {
    expect(explain(config(p47), { id: "a", alerts: [alert("a", labels, "pending")] }).sentence).toBe("Once it fires, it goes to p47 by e-mail.");
    expect(explain(config(p47), { id: "a", alerts: [alert("a", labels, "resolved")] }).sentence).toBe("It is over; when it fires again, it goes to p47 by e-mail.");
  });

  it("has the group and the timers of each end, and the way there", () => {
    const [end] = explain(config(route("p47", "namespace=p47", { routes: [route("ops", 'severity=~"warning|info"', { groupBy: "all", groupWait: 0 })] }))).path;
    expect(end).toMatchObject({ receiver: "ops", integrations: ["slack", "webhook"], groupLabels: labels, timers: { groupWait: 0, repeatInterval: 14_400_000 }, path: ["all alerts", 'namespace="p47"', 'severity=~"warning|info"'] });
    expect(explain(config(p47)).path[0]?.groupLabels).toEqual({ alertname: "A", namespace: "p47" });
    expect(explain(config(route("p47", "")), {}, { alertname: "A" }).path[0]?.groupLabels).toEqual({ alertname: "A" });
  });
});
