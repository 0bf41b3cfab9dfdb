import type { RequestListener } from "node:http";
import { answerJson, answerText, listenWith, readJson, Refusal, type Exchange } from "../../exchange";
import { answerPage } from "../../page";
import type { Exposition } from "../../world/metrics/exposition";
import { expositionText } from "../../world/metrics/text";
import { createTimeline } from "../kubernetes/controllers/timeline";
import { createAlertBook } from "./alerts";
import { stackConfig, writeConfig, type AlertmanagerConfig } from "./config";
import { createDispatcher } from "./dispatcher";
import { figuresOf } from "./figures";
import { inhibitionOf } from "./inhibition";
import { judge, readFilter } from "./judge";
import { parseMatcher } from "./matcher";
import { createMesh, type Mesh, type Peer } from "./mesh";
import { selfTold } from "./metrics";
import { createNotificationLog } from "./notification-log";
import { createNotifier, type Notification } from "./notifier";
import { mainPage, notificationsPage, statusPage } from "./pages";
import { waysOf, type Way } from "./receivers";
import { routingOf } from "./routing";
import { createSilenceBook, type StoredSilence } from "./silences";
import { standingSilences, type StandingSilence } from "./standing";
import { createTally } from "./tally";
import { timeIntervals } from "./time-intervals";
import { iso, wireAlert, wireGroups, wireSilence } from "./wire";

export { stackConfig, type AlertmanagerConfig } from "./config";
export { createMesh, type Mesh } from "./mesh";
export type { StandingSilence } from "./standing";

/** The version that the simulator follows and tells. */
export const version = "0.28.1";

export interface AlertmanagerOptions {
  readonly place: string;
  readonly clock?: () => number;
  readonly config?: AlertmanagerConfig;
  readonly standing?: readonly StandingSilence[];
  /** The cluster of Alertmanagers that this one belongs to; alone when left out. */
  readonly cluster?: { readonly mesh: Mesh; readonly name: string; readonly address: string; readonly reachable: () => boolean };
  /** Why a way of telling does not work at this moment, in a word of Alertmanager's metrics; undefined where it does. */
  readonly broken?: (way: Way) => string | undefined;
}

/** A simulated Alertmanager: API v2 and a few small pages, over alerts that are posted to it. */
export interface Alertmanager extends RequestListener {
  /** What it tells Prometheus about itself. */
  readonly exposition: Exposition;
  /** Whom it told what, oldest first. */
  notifications(): readonly Notification[];
  /** Does what is due: groups that wait, gossip, figures. Every request does so, too. */
  catchUp(): void;
}

/** How often peers tell each other everything, ms. */
const gossipEvery = 2_000;

export function createAlertmanager({ place, clock = Date.now, config = stackConfig([]), standing = [], cluster, broken = () => undefined }: AlertmanagerOptions): Alertmanager {
  const time = createTimeline(clock);
  const started = clock();
  const alerts = createAlertBook(() => time.now());
  const mesh = cluster?.mesh ?? createMesh();
  const silences = createSilenceBook(() => time.now(), () => mesh.gossip(peer));
  const log = createNotificationLog();
  const peer: Peer = { name: cluster?.name ?? "01K0ALERTMANAGER0000000000", address: cluster?.address ?? "", reachable: cluster?.reachable ?? (() => true), silences, log };
  silences.merge(standingSilences(standing, started));
  mesh.join(peer);

  const tally = createTally();
  const routing = routingOf(config);
  const inhibition = inhibitionOf(config.inhibit_rules);
  const ways = waysOf(config);
  const judges = { routing, inhibition, silences };
  const intervals = timeIntervals(config.time_intervals);
  const notify = createNotifier({ time, ways, inhibition, silences, intervals, log, broken, firing: () => alerts.firing(), position: () => mesh.seenBy(peer).indexOf(peer), notified: (each) => tally.notified(each), suppressed: (reason, count) => tally.suppressed(reason, count) });
  const dispatcher = createDispatcher(routing, time, (group, at) => {
    mesh.gossip(peer);
    const outcome = notify(group, at);
    mesh.gossip(peer);
    return outcome;
  });
  const selected = (query: URLSearchParams) => judge(alerts.firing(), judges, readFilter(query));
  const told = selfTold(() => figuresOf({ version, started, tally, silences, dispatcher, config, ways, mesh, peer, judged: judge(alerts.firing(), judges, readFilter(new URLSearchParams())) }));

  const gossipAgain = (): void => {
    mesh.gossip(peer);
    time.at(time.now() + gossipEvery, gossipAgain);
  };
  if (cluster !== undefined) gossipAgain();
  const catchUp = () => {
    time.play(clock());
    told.note(clock());
  };

  const shown = (silence: StoredSilence) => wireSilence(silence, silences.state(silence));
  const listSilences = (query: URLSearchParams) => {
    const filters = query.getAll("filter").map(parseMatcher);
    const holds = ({ matchers }: StoredSilence) => filters.every((filter) => matchers.some((matcher) => (["name", "value", "isRegex", "isEqual"] as const).every((key) => matcher[key] === filter[key])));
    return silences.list().filter(holds);
  };
  const takeAlerts = async ({ req }: Exchange) => {
    try {
      const taken = alerts.take(await readJson(req));
      const burning = taken.filter(({ endsAt }) => endsAt > clock()).length;
      tally.received("firing", burning);
      tally.received("resolved", taken.length - burning);
      dispatcher.take(taken);
      catchUp();
    } catch (error) {
      tally.invalid();
      throw error;
    }
  };
  const clusterStatus = () => (cluster === undefined ? { status: "disabled", peers: [] } : { name: peer.name, status: "ready", peers: mesh.seenBy(peer).map(({ name, address }) => ({ name, address })) });

  const api = async (exchange: Exchange) => {
    const { req, res, method, path, query } = exchange;
    switch (`${method} ${path.replace(/^\/api\/v2/, "")}`) {
      case "GET /status":
        return answerJson(res, { cluster: clusterStatus(), config: { original: writeConfig(config) }, uptime: iso(started), versionInfo });
      case "GET /receivers":
        return answerJson(res, config.receivers.map(({ name }) => ({ name })));
      case "GET /alerts":
        return answerJson(res, selected(query).map((alert) => wireAlert(alert)));
      case "POST /alerts":
        await takeAlerts(exchange);
        return void res.writeHead(200).end();
      case "GET /alerts/groups":
        return answerJson(res, wireGroups(dispatcher.groups(), selected(query), readFilter(query)));
      case "GET /silences":
        return answerJson(res, listSilences(query).map(shown));
      case "POST /silences":
        return answerJson(res, { silenceID: silences.put(await readJson(req)) });
    }
    const id = /^\/api\/v2\/silence\/([0-9a-fA-F-]{36})$/.exec(path)?.[1];
    const found = id === undefined ? undefined : silences.find(id);
    if (found === undefined) throw new Refusal(404, `path ${path} was not found`);
    if (method === "DELETE") silences.expire(found.id);
    if (method === "DELETE") return void res.writeHead(200).end();
    answerJson(res, shown(found));
  };

  const listener = listenWith(
    async (exchange) => {
      const { res, path, query } = exchange;
      catchUp();
      if (path === "/-/healthy" || path === "/-/ready") return answerText(res, "OK");
      if (path.startsWith("/api/v2/")) return api(exchange);
      if (path === "/metrics") {
        told.note(clock(), true);
        return answerText(res, expositionText(told.exposition, clock()));
      }
      if (path === "/") return answerPage(res, mainPage(place, selected(query), clock()));
      if (path === "/notifications") return answerPage(res, notificationsPage(place, tally.notifications()));
      if (path === "/status") return answerPage(res, statusPage(place, version, writeConfig(config)));
      throw new Refusal(404, "not found");
    },
    // API v2 answers a mistake with its sentence as a JSON string.
    ({ res }, { status, message }) => answerJson(res, message, status),
  );
  return Object.assign(listener, { exposition: told.exposition, notifications: () => tally.notifications(), catchUp });
}

const versionInfo = { branch: "HEAD", buildDate: "20250307-15:05:18", buildUser: "castor-demo", goVersion: "go1.23.7", revision: "demo", version };
