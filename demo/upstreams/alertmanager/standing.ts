import type { AlertMatcher } from "./matcher";
import { parseMatcher } from "./matcher";
import type { StoredSilence } from "./silences";
import { seedOf, uuid } from "../../world/dice";

/** A silence that somebody made before the demo began. Times are ms, counted from its start. */
export interface StandingSilence {
  /** As written in a configuration: `namespace="training"`. */
  readonly matchers: readonly string[];
  readonly createdBy: string;
  readonly comment: string;
  readonly began: number;
  readonly ends: number;
}

/** Silences as an Alertmanager has kept them over its restart; the same ids at each start. */
export function standingSilences(list: readonly StandingSilence[], now: number): readonly StoredSilence[] {
  return list.map(({ matchers, createdBy, comment, began, ends }) => {
    const read: readonly AlertMatcher[] = matchers.map(parseMatcher);
    const startsAt = now + began;
    return { id: uuid(seedOf(47, "silence"), `${comment} ${matchers.join()}`), matchers: read, startsAt, endsAt: now + ends, updatedAt: Math.min(startsAt, now), createdBy, comment };
  });
}
