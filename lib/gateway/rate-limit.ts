/** How often somebody may do something. */
export interface RateLimit {
  /** Counts one try; the seconds to wait where there were too many, undefined where it is fine. */
  take(who: string): Promise<number | undefined>;
}

/** At most `most` tries in a minute each. */
export function createRateLimit(_most: number): RateLimit {
  throw new Error("Not written yet: D");
}
