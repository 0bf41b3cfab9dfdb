import { CastorError } from "@/lib/model";

/** Something that is good for a while. */
export interface Kept<T> {
  readonly value: T;
  /** ms since the epoch. */
  readonly until: number;
}

/** Remembers what was made in the name of sessions for as long as it is good, and nothing once a session has ended. */
export interface KeptBySession<T> {
  /**
   * What is kept under this key, else what `make` makes; many who ask at once share one making. A failure is
   * not kept. Throws `unauthorized` where the session ended meanwhile.
   */
  get(session: string, key: string, make: () => Promise<Kept<T>>): Promise<T>;
}

interface Shelf<T> {
  readonly ended: AbortSignal;
  readonly items: Map<string, { making: Promise<Kept<T>>; until: number }>;
}

/** What is too old is looked for this often, ms. */
const sweepEvery = 60_000;

export function createKeptBySession<T>({ ended, now }: { readonly ended: (session: string) => AbortSignal; readonly now: () => number }): KeptBySession<T> {
  const shelves = new Map<string, Shelf<T>>();
  let sweptAt = now();

  const sweep = () => {
    if (now() < sweptAt + sweepEvery) return;
    sweptAt = now();
    for (const { items } of shelves.values()) for (const [key, { until }] of items) if (until <= now()) items.delete(key);
  };
  const shelfOf = (session: string): Shelf<T> => {
    const known = shelves.get(session);
    if (known !== undefined) return known;
    const made: Shelf<T> = { ended: ended(session), items: new Map() };
    shelves.set(session, made);
    made.ended.addEventListener("abort", () => void (shelves.get(session) === made && shelves.delete(session)), { once: true });
    return made;
  };

  return {
    async get(session, key, make) {
      sweep();
      const { items, ended } = shelfOf(session);
      const known = items.get(key);
      const item = known !== undefined && known.until > now() ? known : { making: make(), until: Infinity };
      items.set(key, item);
      try {
        const made = await item.making;
        item.until = made.until;
        if (ended.aborted) throw new CastorError("unauthorized", "You have signed out.");
        return made.value;
      } catch (error) {
        if (items.get(key) === item) items.delete(key);
        throw error;
      }
    },
  };
}
