import { setTimeout as sleep } from "node:timers/promises";
import { CastorError, type TableColumn, type TableRow } from "@/lib/model";
import type { Query } from "@/lib/wire";
import { columnsOf, rowsOf, rowsOfEvent, versionOf, watchEvent, type WatchEvent } from "./table";
import type { TableAsk } from "./watch-ask";
import { linesOf } from "./watch-lines";

/** What happened in one collection: a list that begins, the rest of it, or changes. */
export type Step =
  | { readonly kind: "begin"; readonly columns: readonly TableColumn[]; readonly rows: readonly TableRow[]; readonly more: boolean }
  | { readonly kind: "rest"; readonly rows: readonly TableRow[]; readonly more: boolean }
  | { readonly kind: "change"; readonly rows: readonly TableRow[]; readonly gone: readonly string[] };

/** All ms. */
export interface WatchPace {
  /** How long the API server may keep a watch open. */
  readonly lasts: number;
  /** A watch that says nothing for so long is opened anew: bookmarks come every minute. */
  readonly silent: number;
  /** The pause after a watch that ended at once, so that a broken one does not spin. */
  readonly breath: number;
  /** How often a kind that cannot be watched is listed. */
  readonly poll: number;
}

export const watchPace: WatchPace = { lasts: 290_000, silent: 75_000, breath: 1_000, poll: 10_000 };

/** Objects a page: the largest that keeps each turn of the loop short. */
const pageSize = 500;
/** 50,000 objects; a list that does not end is broken or hostile. */
const mostPages = 100;
/** So many lists may expire in a row before that is told. */
const mostExpiries = 3;

interface Page {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly more: boolean;
  readonly version: string;
}

/** What narrows a collection, in Kubernetes' own words. */
export interface Selection {
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/**
 * Follows the objects at one path: the list page by page, then what changes. The first page is told
 * at once. A list that expires is read anew and told in one piece; a watch that ends is resumed
 * without a word. Throws where the API server cannot be asked any more.
 */
export async function* collection(ask: TableAsk, path: string, selection: Selection, signal: AbortSignal, pace = watchPace): AsyncGenerator<Step> {
  const { labelSelector, fieldSelector } = selection;
  const query = { ...(labelSelector === undefined ? {} : { labelSelector }), ...(fieldSelector === undefined ? {} : { fieldSelector }) };
  let version: string | undefined;
  let first = true;
  for await (const page of pages(ask, path, query, signal)) {
    if (page === "expired") break;
    yield first ? { kind: "begin", columns: page.columns, rows: page.rows, more: page.more } : { kind: "rest", rows: page.rows, more: page.more };
    first = false;
    if (!page.more) version = page.version;
  }
  for (;;) {
    if (version === undefined) {
      const whole = await listed(ask, path, query, signal);
      yield { kind: "begin", columns: whole.columns, rows: whole.rows, more: false };
      version = whole.version;
    }
    const ended: "expired" | "unwatchable" = version === "" ? "unwatchable" : yield* watching(ask, path, query, version, signal, pace);
    if (ended === "unwatchable") await sleep(pace.poll, undefined, { signal });
    version = undefined;
  }
}

async function* pages(ask: TableAsk, path: string, query: Query, signal: AbortSignal): AsyncGenerator<Page | "expired"> {
  let next: string | undefined;
  for (let count = 0; count < mostPages; count += 1) {
    const answer = await ask.page(path, { ...query, limit: pageSize, ...(next === undefined ? {} : { continue: next }) }, signal);
    if (answer === undefined) {
      yield "expired";
      return;
    }
    next = answer.metadata?.continue === "" ? undefined : answer.metadata?.continue;
    yield { columns: columnsOf(answer), rows: rowsOf(answer), more: next !== undefined, version: answer.metadata?.resourceVersion ?? "" };
    if (next === undefined) return;
  }
  throw new CastorError("too-large", "There are more of them than Castor can list: narrow the question to a namespace or by a selector.", { detail: path });
}

/** The whole list in one piece. */
async function listed(ask: TableAsk, path: string, query: Query, signal: AbortSignal): Promise<Page> {
  for (let expiries = 0; expiries < mostExpiries; expiries += 1) {
    const read: Page[] = [];
    for await (const page of pages(ask, path, query, signal)) {
      if (page !== "expired") read.push(page);
    }
    const last = read.at(-1);
    if (last?.more === false) return { ...last, columns: read[0]?.columns ?? [], rows: read.flatMap(({ rows }) => rows) };
  }
  throw new CastorError("unreachable", "The list expires faster than it can be read.", { detail: path });
}

/** One watch after another from a version on, until one cannot go on from where the last ended. */
async function* watching(
  ask: TableAsk,
  path: string,
  query: Readonly<Record<string, string>>,
  from: string,
  signal: AbortSignal,
  pace: WatchPace,
): AsyncGenerator<Step, "expired" | "unwatchable"> {
  let version = from;
  for (;;) {
    const opened = performance.now();
    const limits = { resourceVersion: version, allowWatchBookmarks: "true", timeoutSeconds: String(Math.ceil(pace.lasts / 1_000)) };
    const body = await ask.watch(path, { ...query, ...limits }, signal);
    if (typeof body === "string") return body;
    for await (const line of linesOf(body, { silentMs: pace.silent, signal })) {
      const event = eventOf(line);
      if (event === undefined) break;
      if (event.type === "ERROR") {
        if (event.object.code === 410) return "expired";
        throw new CastorError("unreachable", "The Kubernetes API ended the watch with an error.", { detail: `code ${event.object.code ?? "?"}: ${event.object.message ?? ""}` });
      }
      version = versionOf(event) ?? version;
      if (event.type === "BOOKMARK") continue;
      const rows = rowsOfEvent(event);
      if (event.type === "DELETED") yield { kind: "change", rows: [], gone: rows.map(({ id }) => id) };
      else yield { kind: "change", rows, gone: [] };
    }
    signal.throwIfAborted();
    if (performance.now() - opened < pace.breath) await sleep(pace.breath, undefined, { signal });
  }
}

/** A line of a watch; undefined for one that broke off in the middle. */
function eventOf(line: string): WatchEvent | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  const { data } = watchEvent.safeParse(value);
  if (data === undefined) throw new CastorError("unexpected-shape", "The Kubernetes API sent a change in a form that Castor does not know.", { detail: line.slice(0, 200) });
  return data;
}
