import type { ServerResponse } from "node:http";
import { apiVersion } from "./kind";
import type { KubeObject } from "./kind";
import type { ObjectStore, StoreChange } from "./object-store";
import type { Route } from "./route";
import { selectionOf } from "./selectors";
import { badRequest, Refusal, tooLargeVersion, tooOldVersion } from "./status";
import { formatted, tableOf } from "./table";
import type { Format } from "./table";

/** How often an open watch says that it is still up to date, ms. */
const bookmarkEvery = 20_000;
const longest = 30 * 60_000;
/** A reader who leaves this much unread is cut off, as the real server does, bytes. */
const mostUnread = 32 * 2 ** 20;

export interface Watched {
  readonly route: Route;
  readonly store: ObjectStore;
  readonly query: URLSearchParams;
  readonly format: Format;
  readonly now: () => number;
  /** Called when the watch is over. */
  readonly ended: () => void;
}

/** Streams changes until the client leaves or the time is up. Each message is one line of JSON. */
export function watch({ route, store, query, format, now, ended }: Watched, response: ServerResponse): void {
  const asked = query.get("resourceVersion") ?? "";
  if (!/^\d*$/.test(asked)) throw new Refusal(badRequest(`Invalid value: "${asked}": strconv.ParseUint: parsing "${asked}": invalid syntax`));
  if (Number(asked) > store.revision) throw new Refusal(tooLargeVersion(Number(asked), store.revision));
  const { kind, namespace, name } = route;
  const stored = kind.view?.of ?? kind;
  const chosen = selectionOf(kind, query);
  const read = (object: KubeObject) => (kind.view === undefined ? object : kind.view.read(object));
  const meant = (object: KubeObject | undefined) =>
    object !== undefined && (namespace === undefined || object.metadata.namespace === namespace) && (name === undefined || object.metadata.name === name) && (chosen?.(read(object)) ?? true);
  const initial = query.get("sendInitialEvents") === "true";
  const fromStart = initial || (query.get("sendInitialEvents") !== "false" && (asked === "" || asked === "0"));

  let columnsSent = false;
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache, private" });
  response.flushHeaders();
  const send = (type: string, object: object) => {
    response.write(`${JSON.stringify({ type, object })}\n`);
    if (response.writableLength > mostUnread) response.destroy();
  };
  const tell = (type: string, sent: KubeObject) => {
    const object = read(sent);
    if (format.as !== "table") return send(type, formatted(kind, object, format, now()));
    send(type, tableOf(kind, [object], format, { resourceVersion: object.metadata.resourceVersion }, now(), !columnsSent));
    columnsSent = true;
  };
  const bookmark = (annotations?: object) => {
    const metadata = { resourceVersion: String(store.revision), creationTimestamp: null, ...(annotations && { annotations }) };
    send("BOOKMARK", format.as === "table" ? tableOf(kind, [], format, metadata, now(), false) : { kind: kind.kind, apiVersion: apiVersion(kind), metadata });
  };
  const pass = (change: StoreChange) => {
    if (change.kind.plural !== stored.plural || change.kind.group !== stored.group) return;
    const before = change.type !== "ADDED" && meant(change.previous);
    const after = change.type !== "DELETED" && meant(change.object);
    if (before || after) tell(!before ? "ADDED" : !after ? "DELETED" : "MODIFIED", change.object);
  };

  if (fromStart) {
    for (const object of store.list(stored, namespace)) if (meant(object)) tell("ADDED", object);
    if (initial) bookmark({ "k8s.io/initial-events-end": "true" });
  } else {
    const missed = asked === "" ? [] : store.changesSince(stored, Number(asked));
    if (missed === undefined) {
      send("ERROR", tooOldVersion(Number(asked), store.revision));
      response.end();
      return ended();
    }
    missed.forEach(pass);
  }
  const unfollow = store.follow(pass);
  const bookmarks = query.get("allowWatchBookmarks") === "true" ? setInterval(bookmark, bookmarkEvery) : undefined;
  const timeout = Number(query.get("timeoutSeconds") ?? 0) * 1_000;
  const end = setTimeout(() => response.end(), timeout > 0 ? Math.min(timeout, longest) : longest);
  let over = false;
  const stop = () => {
    if (over) return;
    over = true;
    unfollow();
    clearInterval(bookmarks);
    clearTimeout(end);
    ended();
  };
  response.once("close", stop);
}
