/** A key by its age; `createdAt` in ms since the epoch. */
interface Aged {
  readonly createdAt: number;
}

/**
 * For how long a new key is published before it signs, ms. Tools that honour the five minutes of the key
 * set's Cache-Control would need no more than those, but Grafana before 10.1 keeps a set for an hour whatever it
 * says (its issue 63465), and no Grafana looks again when it meets a key that it does not know.
 */
export const lead = 2 * 3_600_000;

/** The longest life of anything signed, ms. */
export const longestLife = 600_000;

/** For how long a process may sign by what it knew of the keys, ms. */
export const mostStale = 300_000;

/** Which key does what at a moment. Depends on nothing but the keys and the time, so that all processes of one Castor agree. */
export interface KeySchedule<K> {
  /** Undefined only where there is no key at all. */
  readonly signer: K | undefined;
  readonly published: readonly K[];
  /** Whose last token has run out. */
  readonly retired: readonly K[];
  /** Whether the next key is to be made. */
  readonly due: boolean;
  /** Whether the first keys were made within the last minutes, when another process may have made one too. */
  readonly settling: boolean;
}

/** `rotation` is the age, in ms, at which a key gets a successor. */
export function keySchedule<K extends Aged>(keys: readonly K[], { rotation, now }: { readonly rotation: number; readonly now: number }): KeySchedule<K> {
  const newestFirst = [...keys].sort((a, b) => b.createdAt - a.createdAt);
  const [newest] = newestFirst;
  const ripe = newestFirst.findIndex(({ createdAt }) => createdAt + lead <= now);
  // The first key of all signs at once: nobody can have kept a set without it. Of several first ones it is the oldest, at(-1).
  const signer = newestFirst.at(ripe);
  const overtaken = newestFirst.findIndex(({ createdAt }) => createdAt + lead + mostStale + longestLife <= now);
  const kept = overtaken === -1 ? newestFirst.length : overtaken + 1;
  return {
    signer,
    published: newestFirst.slice(0, kept),
    retired: newestFirst.slice(kept),
    due: newest === undefined || newest.createdAt + rotation <= now,
    settling: ripe === -1 && (newest === undefined || now < newest.createdAt + mostStale),
  };
}
