import type { GatewaySession, GatewaySessions } from "./session";

/** ms for which an answer of the Store is believed: a tool's page makes a hundred requests at once. */
const believed = 1_000;
/** ms after which a session that nobody asked about is forgotten here. */
const forgotten = 60_000;

/** A session that lives, and the signal that ends all that was opened in its name. */
export interface LiveSession extends GatewaySession {
  readonly ended: AbortSignal;
}

/** The sessions behind tools' cookies. The Store is asked about each at most once a second; the end of one holds at once. */
export interface LiveSessions {
  /** Undefined where there is none any more; throws `unreachable` where the Store does not answer. */
  find(id: string): Promise<LiveSession | undefined>;
}

interface Known {
  readonly at: number;
  readonly found: Promise<LiveSession | undefined>;
  answered: boolean;
}

export function createLiveSessions({ sessions, now }: { readonly sessions: Pick<GatewaySessions, "byId" | "ended">; readonly now: () => number }): LiveSessions {
  const known = new Map<string, Known>();
  let tidied = now();

  const ask = async (id: string): Promise<LiveSession | undefined> => {
    const ended = sessions.ended(id);
    const found = await sessions.byId(id);
    return found === undefined || ended.aborted ? undefined : { ...found, ended };
  };
  const remember = (id: string, at: number): Known => {
    const asked: Known = { at, found: ask(id), answered: false };
    known.set(id, asked);
    asked.found.then(
      () => (asked.answered = true),
      // A failure is not kept: the next request asks again.
      () => known.get(id) === asked && known.delete(id),
    );
    return asked;
  };
  const tidy = (at: number) => {
    if (at - tidied < forgotten) return;
    tidied = at;
    for (const [id, { at: asked }] of known) if (at - asked > forgotten) known.delete(id);
  };

  return {
    async find(id) {
      const at = now();
      tidy(at);
      const kept = known.get(id);
      const found = await (kept !== undefined && (!kept.answered || at - kept.at < believed) ? kept : remember(id, at)).found;
      return found?.ended.aborted === true ? undefined : found;
    },
  };
}
