import type { EndedSession } from "@/lib/store";
import type { SessionEnd } from "./service";

/** Tells whoever wants to know that sessions ended. One listener's fault is not another's. */
export interface Endings {
  on(listener: (end: SessionEnd) => void): () => void;
  tell(ended: readonly EndedSession[], reason: SessionEnd["reason"]): void;
}

export function createEndings(log: { error(fields: object, message: string): void }): Endings {
  const listeners = new Set<(end: SessionEnd) => void>();
  return {
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(ended, reason) {
      for (const { id, personId } of ended) {
        for (const listener of listeners) {
          try {
            listener({ sessionId: id, personId, reason });
          } catch (error) {
            log.error({ err: error }, "a listener to ended sessions failed");
          }
        }
      }
    },
  };
}
