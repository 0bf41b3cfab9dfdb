import type { Refusals } from "@/lib/model";
import type { Refusal, RefusalBook, RefusalReason } from "./refusal";

/** So many of the newest are kept for the administrators. */
const kept = 50;
/** Characters of a path in the log: long enough to know it again. */
const longestPath = 300;

interface Count {
  readonly place: string;
  readonly reason: RefusalReason;
  count: number;
}

/** A book in memory: counts since the start, and the newest 50. Every refusal is one line of the log, however many there are. */
export function createRefusalBook({ log, now }: { readonly log: { warn(fields: object, message: string): void }; readonly now: () => number }): RefusalBook {
  const since = now();
  const counts = new Map<string, Count>();
  let recent: Refusals["recent"] = [];
  const counted = () => [...counts.values()].map((count) => ({ ...count })).sort((a, b) => b.count - a.count || a.place.localeCompare(b.place) || a.reason.localeCompare(b.reason));

  return {
    tell(refusal) {
      const { reason, place, sentence, person, from } = refusal;
      const key = `${place} ${reason}`;
      const count = counts.get(key) ?? { place, reason, count: 0 };
      count.count += 1;
      counts.set(key, count);
      recent = [{ at: now(), place, reason, sentence, ...(person === undefined ? {} : { person }), from }, ...recent.slice(0, kept - 1)];
      log.warn(fieldsOf(refusal), "a request was refused");
    },
    report: () => ({ since, counts: counted(), recent }),
    counts: counted,
  };
}

/** Field by field, so that nothing gets into the log that somebody adds to a refusal later. */
function fieldsOf({ reason, place, sentence, person, from, method, path }: Refusal): object {
  return { reason, place, sentence, from, ...(person === undefined ? {} : { person }), ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path: (path.split(/[?#]/)[0] ?? "").slice(0, longestPath) }) };
}
