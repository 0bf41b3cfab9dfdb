import type { IncomingMessage, ServerResponse } from "node:http";
import type { WorldCluster } from "../../world/cluster";
import { apiVersion } from "./kind";
import type { Entry } from "./kind";
import { entriesOf, remembered } from "./list";
import type { Route } from "./route";
import { selectionOf } from "./selectors";
import { badRequest, Refusal, tooOldVersion } from "./status";
import { tableOf } from "./table";
import type { Format } from "./table";

/** How often an open watch looks for changes, and how often it says that there were none, ms. */
const lookEvery = 250;
const bookmarkEvery = 20_000;
const longest = 30 * 60_000;

/** Streams changes until the client leaves or the time is up. Each message is one line of JSON. */
export function watch(route: Route, cluster: WorldCluster, query: URLSearchParams, format: Format, now: () => number, request: IncomingMessage, response: ServerResponse): void {
  const asked = query.get("resourceVersion") ?? "";
  const fromStart = asked === "" || asked === "0" || query.get("sendInitialEvents") === "true";
  if (!/^\d*$/.test(asked)) throw new Refusal(badRequest(`Invalid value: "${asked}": strconv.ParseUint: parsing "${asked}": invalid syntax`));
  const meant = selectionOf(query);
  const { kind, namespace, name } = route;
  const begun = Math.floor(now());
  let seen = fromStart ? begun : Math.min(Number(asked), begun);
  let columnsSent = false;
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache, private" });
  const send = (type: string, object: object) => response.write(`${JSON.stringify({ type, object })}\n`);
  const tell = (type: string, entry: Entry) => {
    if (!format.table) return send(type, entry.object());
    send(type, tableOf(kind, [entry], format, { resourceVersion: entry.object().metadata.resourceVersion }, !columnsSent));
    columnsSent = true;
  };
  const bookmark = (annotations?: object) => {
    const metadata = { resourceVersion: String(seen), creationTimestamp: null, ...(annotations && { annotations }) };
    send("BOOKMARK", format.table ? tableOf(kind, [], format, metadata, false) : { kind: kind.kind, apiVersion: apiVersion(kind), metadata });
  };
  if (!fromStart && begun - seen > remembered) {
    send("ERROR", tooOldVersion(Number(asked), begun - remembered));
    response.end();
    return;
  }
  if (fromStart) {
    for (const entry of entriesOf(route, cluster, query, seen)) tell("ADDED", entry);
    if (query.get("sendInitialEvents") === "true") bookmark({ "k8s.io/initial-events-end": "true" });
  }
  let bookmarked = seen;
  const look = () => {
    const until = Math.floor(now());
    if (until <= seen) return;
    for (const { type, entry } of kind.changes?.(cluster, seen, until) ?? []) {
      if ((namespace === undefined || entry.namespace === namespace) && (name === undefined || entry.name === name) && meant(entry)) tell(type, entry);
    }
    seen = until;
    if (query.get("allowWatchBookmarks") === "true" && until - bookmarked >= bookmarkEvery) {
      bookmarked = until;
      bookmark();
    }
  };
  look();
  response.flushHeaders();
  const looking = setInterval(look, lookEvery);
  const seconds = Number(query.get("timeoutSeconds") ?? 0);
  const ending = setTimeout(() => response.end(), seconds > 0 ? Math.min(seconds * 1_000, longest) : longest);
  const stop = () => {
    clearInterval(looking);
    clearTimeout(ending);
  };
  request.on("close", stop);
  response.on("close", stop);
}
