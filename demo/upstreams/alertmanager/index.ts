import type { RequestListener } from "node:http";
import { answerJson, answerText, listenWith, readJson, Refusal, type Exchange } from "../../exchange";
import { answerPage } from "../../page";
import { createAlertBook } from "./alerts";
import { stackConfig, writeConfig, type AlertmanagerConfig } from "./config";
import { judge, readFilter, type JudgedAlert } from "./judge";
import { parseMatcher } from "./matcher";
import { alertsPage, silencesPage, statusPage } from "./pages";
import { createSilenceBook, type StoredSilence } from "./silences";

export { stackConfig, type AlertmanagerConfig } from "./config";

/** The version that the simulator follows and tells. */
export const version = "0.27.0";

export interface AlertmanagerOptions {
  readonly place: string;
  readonly clock?: () => number;
  readonly config?: AlertmanagerConfig;
  /** Namespaces of which nobody wants to hear, with the reason. */
  readonly silenced?: readonly { readonly namespace: string; readonly comment: string }[];
}

/** A silence that was made long ago and lasts. */
function standingSilence({ namespace, comment }: { readonly namespace: string; readonly comment: string }, now: number): object {
  return {
    matchers: [{ name: "namespace", value: namespace, isRegex: false, isEqual: true }],
    startsAt: iso(now),
    endsAt: iso(now + 90 * 86_400_000),
    createdBy: "admin",
    comment,
  };
}

/** A simulated Alertmanager: API v2 and three small pages, over alerts that are posted to it. */
export function createAlertmanager({ place, clock = Date.now, config = stackConfig([]), silenced = [] }: AlertmanagerOptions): RequestListener {
  const alerts = createAlertBook(clock);
  const silences = createSilenceBook(clock);
  for (const standing of silenced) silences.put(standingSilence(standing, clock()));
  const started = clock();
  const selected = (query: URLSearchParams) => judge(alerts, silences, config, readFilter(query));

  const wireSilence = (silence: StoredSilence) => ({
    ...silence,
    startsAt: iso(silence.startsAt),
    endsAt: iso(silence.endsAt),
    updatedAt: iso(silence.updatedAt),
    status: { state: silences.state(silence) },
  });
  const listSilences = (query: URLSearchParams) => {
    const filters = query.getAll("filter").map(parseMatcher);
    const holds = ({ matchers }: StoredSilence) => filters.every((filter) => matchers.some((matcher) => (["name", "value", "isRegex", "isEqual"] as const).every((key) => matcher[key] === filter[key])));
    return silences.list().filter(holds);
  };

  const api = async ({ req, res, method, path, query }: Exchange) => {
    switch (`${method} ${path.replace(/^\/api\/v2/, "")}`) {
      case "GET /status":
        return answerJson(res, { cluster: { status: "disabled", peers: [] }, config: { original: writeConfig(config) }, uptime: iso(started), versionInfo });
      case "GET /receivers":
        return answerJson(res, config.receivers.map(({ name }) => ({ name })));
      case "GET /alerts":
        return answerJson(res, selected(query).map(wireAlert));
      case "POST /alerts":
        alerts.take(await readJson(req));
        return void res.writeHead(200).end();
      case "GET /alerts/groups":
        return answerJson(res, groupsOf(selected(query)));
      case "GET /silences":
        return answerJson(res, listSilences(query).map(wireSilence));
      case "POST /silences":
        return answerJson(res, { silenceID: silences.put(await readJson(req)) });
    }
    const id = /^\/api\/v2\/silence\/([0-9a-fA-F-]{36})$/.exec(path)?.[1];
    const found = id === undefined ? undefined : silences.find(id);
    if (found === undefined) throw new Refusal(404, `path ${path} was not found`);
    if (method === "DELETE") silences.expire(found.id);
    if (method === "DELETE") return void res.writeHead(200).end();
    answerJson(res, wireSilence(found));
  };

  return listenWith(
    async (exchange) => {
      const { res, path, query } = exchange;
      if (path === "/-/healthy" || path === "/-/ready") return answerText(res, "OK");
      if (path.startsWith("/api/v2/")) return api(exchange);
      if (path === "/") return answerPage(res, alertsPage(place, selected(query), clock()));
      if (path === "/silences") return answerPage(res, silencesPage(place, silences.list().map(wireSilence)));
      if (path === "/status") return answerPage(res, statusPage(place, version, writeConfig(config)));
      throw new Refusal(404, "not found");
    },
    // API v2 answers a mistake with its sentence as a JSON string.
    ({ res }, { status, message }) => answerJson(res, message, status),
  );
}

const versionInfo = { branch: "HEAD", buildDate: "20240228-11:51:20", buildUser: "castor-demo", goVersion: "go1.21.7", revision: "demo", version };
const iso = (time: number) => new Date(time).toISOString();

function wireAlert({ fingerprint, labels, annotations, generatorURL, startsAt, endsAt, updatedAt, silencedBy, inhibitedBy, destinations }: JudgedAlert) {
  const state = silencedBy.length + inhibitedBy.length > 0 ? "suppressed" : "active";
  return {
    annotations,
    endsAt: iso(endsAt),
    fingerprint,
    receivers: destinations.map(({ receiver }) => ({ name: receiver })),
    startsAt: iso(startsAt),
    status: { inhibitedBy, silencedBy, mutedBy: [], state },
    updatedAt: iso(updatedAt),
    generatorURL,
    labels,
  };
}

function groupsOf(alerts: readonly JudgedAlert[]) {
  const groups = new Map<string, { labels: Record<string, string>; receiver: { name: string }; alerts: ReturnType<typeof wireAlert>[] }>();
  for (const alert of alerts) {
    for (const { receiver, groupBy } of alert.destinations) {
      const labels = Object.fromEntries(groupBy.flatMap((name) => (alert.labels[name] === undefined ? [] : [[name, alert.labels[name]]])));
      const key = JSON.stringify([receiver, groupBy, labels]);
      const group = groups.get(key) ?? { labels, receiver: { name: receiver }, alerts: [] };
      group.alerts.push(wireAlert(alert));
      groups.set(key, group);
    }
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
