import type { Writable } from "node:stream";
import type { LogQuery } from "@/lib/model/log-query";
import { encodeNews, type LogNews } from "@/lib/model/log-stream";
import type { LogAccess } from "./ask";
import { systemClock, type LogClock } from "./clock";
import { readLog } from "./follow";
import type { LogItem } from "./line-cutter";
import { createMerge } from "./merge";
import { createOutput } from "./output";

/** A container is not read on while so many bytes of it wait: from here, until it is down to half. */
const mostWaiting = 262_144;
/** How long nothing may be said before the connection is shown to live, ms. */
const quiet = 15_000;

/**
 * Answers a question about logs on one connection: all containers merged, in the protocol of
 * `lib/model/log-stream.ts`. Resolves when everything was said, `out` closed or `signal` aborted.
 * What is not read by the other side is not read from the cluster either.
 */
export async function streamLogs(access: LogAccess, query: LogQuery, out: Writable, signal: AbortSignal, clock: LogClock = systemClock): Promise<void> {
  const merge = createMerge(query.targets.length, () => clock.now());
  const output = createOutput(out);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  const resume = new Map<number, () => void>();
  let wake: (() => void) | undefined;
  const nudge = () => wake?.();
  const last = query.targets.map(() => "");

  const push = (stream: number, items: readonly LogItem[]) => {
    merge.push(stream, items);
    nudge();
  };
  const tell = (news: LogNews & { readonly stream: number }) => push(news.stream, [{ time: last[news.stream] ?? "", bytes: Buffer.from(encodeNews(news)) }]);
  const outlet = (stream: number) => ({
    async put(items: readonly LogItem[]) {
      last[stream] = items.at(-1)?.time || (last[stream] ?? "");
      push(stream, items);
      if (merge.size(stream) > mostWaiting && !stopping.signal.aborted) await new Promise<void>((resolve) => resume.set(stream, resolve));
    },
    tell: (news: LogNews) => "stream" in news && tell(news),
    begin: () => merge.begin(stream),
    rest() {
      merge.rest(stream);
      nudge();
    },
  });

  const goOn = (stream: number) => {
    resume.get(stream)?.();
    resume.delete(stream);
  };
  if (signal.aborted || out.destroyed) stop();
  signal.addEventListener("abort", stop, { once: true });
  out.once("close", stop);
  stopping.signal.addEventListener("abort", () => {
    for (const stream of resume.keys()) goOn(stream);
    nudge();
  });

  let reading = query.targets.length;
  const read = query.targets.map((_, stream) =>
    readLog(access, query, stream, outlet(stream), clock, stopping.signal).finally(() => {
      reading -= 1;
      merge.rest(stream);
      nudge();
    }),
  );
  try {
    while (!stopping.signal.aborted) {
      for (let item = merge.take(); item !== undefined; item = merge.take()) {
        if (output.add(item.bytes)) await output.room(stopping.signal);
        if (merge.size(item.stream) <= mostWaiting / 2) goOn(item.stream);
      }
      if (output.flush()) await output.room(stopping.signal);
      const patience = merge.patience;
      if (reading === 0 && patience === undefined) break;
      const sleeping = new AbortController();
      wake = () => sleeping.abort();
      await clock.wait(patience ?? quiet, sleeping.signal);
      wake = undefined;
      if (!sleeping.signal.aborted && patience === undefined) output.add(Buffer.from(encodeNews({ kind: "alive", at: clock.now() })));
    }
    if (!stopping.signal.aborted) output.add(Buffer.from(encodeNews({ kind: "done" })));
    output.flush();
  } finally {
    signal.removeEventListener("abort", stop);
    stop();
    await Promise.allSettled(read);
  }
}
