import type { Store } from "@/lib/store";
import type { Endings } from "./endings";

/** Signals of sessions, for what outlives the request that began it: streams. */
export interface Watch {
  /** Aborts when the session ends. */
  signal(sessionId: string): AbortSignal;
  /** Looks which of the watched sessions ended in another process. */
  check(): Promise<void>;
}

export function createWatch(store: Store, endings: Endings): Watch {
  const watched = new Map<string, AbortController>();
  const end = (id: string) => {
    watched.get(id)?.abort();
    watched.delete(id);
  };
  endings.on(({ sessionId }) => end(sessionId));
  return {
    signal(id) {
      const found = watched.get(id) ?? new AbortController();
      watched.set(id, found);
      return found.signal;
    },
    async check() {
      for (const id of await store.sessions.missing([...watched.keys()])) end(id);
    },
  };
}
