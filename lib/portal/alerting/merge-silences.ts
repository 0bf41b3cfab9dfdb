import type { Silence } from "@/lib/model/alerting";
import { sameData, sameList, sameMap } from "./unchanged";
import { answers, type AlertmanagerReading, type SourceState } from "./reading";

const same = (a: Silence, b: Silence) =>
  a.updatedAt === b.updatedAt && a.state === b.state && a.endsAt === b.endsAt && a.startsAt === b.startsAt && a.comment === b.comment && a.createdBy === b.createdBy && sameList(a.sources, b.sources) && sameData(a.matchers, b.matchers);

/** The silences of all Alertmanagers, those of a gossip cluster once; the newest word counts. What a silent one said goes on with time. */
export function mergeSilences(before: ReadonlyMap<string, Silence>, alertmanagers: readonly SourceState<AlertmanagerReading>[], now: number): ReadonlyMap<string, Silence> {
  const found = new Map<string, Silence>();
  for (const source of alertmanagers) {
    for (const told of source.reading?.silences ?? []) {
      const silence = answers(source) ? told : { ...told, state: stateAt(told, now) };
      const other = found.get(told.id);
      const newest = other === undefined || told.updatedAt > other.updatedAt || (told.updatedAt === other.updatedAt && silence.state === "expired") ? silence : other;
      found.set(told.id, { ...newest, sources: [...(other?.sources ?? []), source.name] });
    }
  }
  for (const [id, silence] of found) {
    const known = before.get(id);
    if (known !== undefined && same(known, silence)) found.set(id, known);
  }
  return sameMap(before, found);
}

function stateAt({ state, startsAt, endsAt }: Silence, now: number): Silence["state"] {
  if (state === "expired" || endsAt <= now) return "expired";
  return startsAt <= now ? "active" : state;
}
