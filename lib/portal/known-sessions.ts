import type { Person } from "@/lib/model";
import type { SessionService } from "@/lib/session";

/** Remembers by which session a person was found, for what is done in that session's name. */
export interface KnownSessions {
  /** The person behind a Cookie header. */
  person(cookie: string | null | undefined): Promise<Person | undefined>;
  /** The session by which {@link KnownSessions.person} found this very person. */
  idOf(person: Person): string | undefined;
}

export function createKnownSessions(session: Pick<SessionService, "find">): KnownSessions {
  const ids = new WeakMap<Person, string>();
  return {
    async person(cookie) {
      const found = await session.find(cookie);
      if (found !== undefined) ids.set(found.person, found.sessionId);
      return found?.person;
    },
    idOf: (person) => ids.get(person),
  };
}
