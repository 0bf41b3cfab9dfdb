import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** How often somebody may do something. */
export interface RateLimit {
  /** Counts one try; the seconds to wait where there were too many, undefined where it is fine. */
  take(who: string): Promise<number | undefined>;
}

/** At most `most` tries in a minute each. It counts in this process alone: a second Castor has counters of its own. */
export function createRateLimit(most: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: most, duration: 60 });
  return {
    async take(who) {
      try {
        await limiter.consume(who);
        return undefined;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
        throw refused;
      }
    },
  };
}
