import type { Alert } from "@/lib/model/alerting/alert";
import type { AlertingConfig, Route } from "@/lib/model/alerting/config";
import { explainRouting } from "@/lib/model/alerting/explanation";
import { parseMatchers } from "@/lib/model/alerting/parse-matcher";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import type { Silence } from "@/lib/model/alerting/silence";

export const noon = Date.parse("2026-03-10T12:00:00Z");

const route = (receiver: string, matchers: string, over: Partial<Route> = {}): Route => ({
  receiver,
  matchers: parseMatchers(matchers),
  routes: [],
  continues: false,
  groupBy: ["namespace"],
  groupWait: 30_000,
  groupInterval: 300_000,
  repeatInterval: 14_400_000,
  mute: [],
  active: [],
  ...over,
});

/** A small configuration: nobody by default, the team of p47 by e-mail, muted at night, and five other teams. */
export const smallConfig: AlertingConfig = {
  route: route("null", "", {
    routes: [
      route("null", "alertname=Watchdog"),
      route("audit", 'severity="critical"', { continues: true, active: ["office"] }),
      ...["a", "b", "c", "d", "e"].map((team) => route(team, `namespace=${team}`, { routes: [route(`${team}-pager`, "severity=critical")] })),
      route("p47", 'namespace=~"p47-.*"', { mute: ["night"] }),
    ],
  }),
  receivers: [{ name: "null", integrations: [] }, { name: "audit", integrations: ["webhook"] }, ...["a", "b", "c", "d", "e"].map((name) => ({ name, integrations: ["slack"] })), { name: "p47", integrations: ["email"] }],
  inhibitRules: [{ source: parseMatchers("alertname=NodeDown"), target: parseMatchers("severity=warning"), equal: ["node"] }],
  intervals: [
    { name: "night", entries: [{ times: [{ begin: 0, end: 360 }] }] },
    { name: "office", entries: [{ times: [{ begin: 540, end: 660 }] }] },
  ],
};

/** What the server would say of such labels. */
export const explained = (labels: Record<string, string>, { alerts = [], silences = [] }: { readonly alerts?: readonly Alert[]; readonly silences?: readonly Silence[] } = {}, alertmanagers: readonly string[] = ["Alertmanager of Pollux"]): RoutingExplanation =>
  explainRouting(smallConfig, alertmanagers, labels, { alerts: new Map(alerts.map((alert) => [alert.id, alert])), silences: new Map(silences.map((silence) => [silence.id, silence])), now: noon });
