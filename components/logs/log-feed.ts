import { createLogPlace, type LogPlace } from "@/lib/model/log-place";
import { logsPath, writeLogQuery, type LogQuery, type LogTarget } from "@/lib/model/log-query";
import { createLogDecoder, type LogLine, type LogNews } from "@/lib/model/log-stream";
import { isCastorError, problemOf, type Problem } from "@/lib/model/problem";

/** How the one connection is. */
export type FeedState =
  | { readonly status: "connecting" }
  | { readonly status: "live" }
  /** It broke at `since`, ms since the epoch, and is tried again. */
  | { readonly status: "away"; readonly since: number; readonly problem: Problem }
  /** Everything was read; nothing more can come. */
  | { readonly status: "done" }
  /** It is not tried again. */
  | { readonly status: "failed"; readonly problem: Problem };

export interface FeedParts {
  readonly cluster: string;
  readonly namespace: string;
  readonly query: LogQuery;
  /** How far each container was read, by {@link targetKey}; outlives the feed, so that another one continues. */
  readonly places: Map<string, LogPlace>;
  readonly connect: (path: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
  readonly onLines: (lines: readonly LogLine[]) => void;
  readonly onNews: (news: LogNews) => void;
  /** The connection is back after so many ms. */
  readonly onReturn: (away: number) => void;
  readonly onState: (state: FeedState) => void;
  /** Resolves when more may be read. */
  readonly room: () => Promise<void>;
  readonly now: () => number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Names a container among several pods. */
export const targetKey = ({ pod, container }: Pick<LogTarget, "pod" | "container">): string => `${pod}/${container ?? ""}`;

/** Nothing at all for so long means that the connection is dead: the server speaks every 15 s. In ms. */
const silence = 45_000;
const firstPause = 1_000;
const longestPause = 15_000;
/** What trying again does not change. */
const final = new Set(["unauthorized", "forbidden", "not-found", "invalid", "too-large"]);

/** Reads logs until they end, over as many connections as it takes, without loss or repetition. Answers what stops it. */
export function startLogFeed(parts: FeedParts): () => void {
  const stop = new AbortController();
  void run(parts, stop.signal);
  return () => stop.abort();
}

async function run(parts: FeedParts, signal: AbortSignal): Promise<void> {
  const { query, onState, onReturn, now, wait } = parts;
  const begun = now();
  let away: number | undefined;
  let pause = firstPause;
  onState({ status: "connecting" });
  while (!signal.aborted) {
    let problem: Problem = { code: "unreachable", message: "The connection broke." };
    try {
      const targets = query.targets.map((target) => continued(target, query.since, parts.places.get(targetKey(target)), begun));
      const ended = await read(parts, { ...query, targets }, signal, () => {
        if (away !== undefined) onReturn(now() - away);
        away = undefined;
        pause = firstPause;
        onState({ status: "live" });
      });
      if (signal.aborted) return;
      if (ended) return onState({ status: "done" });
    } catch (error) {
      if (signal.aborted) return;
      problem = isCastorError(error) ? problemOf(error) : problem;
      if (final.has(problem.code)) return onState({ status: "failed", problem });
    }
    away ??= now();
    onState({ status: "away", since: away, problem });
    await wait(pause, signal);
    pause = Math.min(longestPause, pause * 2);
  }
}

/** Where a container is continued; one that said nothing yet is asked for the same time again, not for a later one. */
function continued(target: LogTarget, since: number | undefined, place: LogPlace | undefined, begun: number): LogTarget {
  const from = place?.since ?? (place === undefined || since === undefined ? undefined : `${new Date(begun - since * 1_000).toISOString().slice(0, 19)}Z`);
  return from === undefined ? target : { ...target, sinceTime: from };
}

/** Reads one connection. True where it was told that all is over. */
async function read({ cluster, namespace, places, connect, onLines, onNews, room, wait }: FeedParts, query: LogQuery, signal: AbortSignal, onOpen: () => void): Promise<boolean> {
  const own = new AbortController();
  const follow = () => own.abort();
  signal.addEventListener("abort", follow, { once: true });
  const streams = query.targets.map((target) => {
    const key = targetKey(target);
    const place = places.get(key) ?? createLogPlace();
    places.set(key, place);
    place.again();
    return place;
  });
  let batch: LogLine[] = [];
  let dropped = false;
  let done = false;
  const flush = () => {
    if (batch.length > 0) onLines(batch);
    batch = [];
  };
  const decoder = createLogDecoder(
    (line) => {
      const isNew = streams[line.stream]?.take(line.time) === true;
      dropped = !isNew;
      if (isNew) batch.push(line);
    },
    (news) => {
      // The mark of a line that was seen before belongs to that line.
      if (news.kind === "cut" && dropped) return;
      flush();
      if (news.kind === "done") done = true;
      else if (news.kind !== "alive") onNews(news);
    },
  );
  try {
    const reader = (await connect(`${logsPath(cluster, namespace)}?${writeLogQuery(query)}`, own.signal)).getReader();
    onOpen();
    for (;;) {
      const quiet = new AbortController();
      void wait(silence, quiet.signal).then(() => quiet.signal.aborted || own.abort());
      const piece = await reader.read().finally(() => quiet.abort());
      if (signal.aborted) return done;
      if (piece.done) return done;
      decoder.push(piece.value);
      flush();
      if (done) return true;
      await room();
    }
  } finally {
    signal.removeEventListener("abort", follow);
    own.abort();
  }
}
