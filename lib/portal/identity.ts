import type { Person } from "@/lib/model";
import type { SessionService } from "@/lib/session";
import type { ClusterSettings } from "@/lib/settings";
import { impersonation } from "@/lib/tools/kubernetes";
import type { Headers } from "@/lib/wire";

/** In whose name Castor asks a cluster's API, and how it says so. */
export interface Identities {
  /** The person behind a Cookie header, or undefined when signed out. */
  person(cookie: string | null | undefined): Promise<Person | undefined>;
  /**
   * The headers with which the cluster's API decides about this person; asked before each
   * request, as tokens change. Throws where nothing may be asked in the person's name.
   */
  headers(person: Person, cluster: ClusterSettings): Promise<Headers>;
}

/** Remembers with each person the session they were found by: some clusters want the session's own token. */
export function createIdentities(session: Pick<SessionService, "person" | "idToken">): Identities {
  const cookies = new WeakMap<Person, string>();
  return {
    async person(cookie) {
      const found = await session.person(cookie);
      if (found !== undefined && typeof cookie === "string") cookies.set(found, cookie);
      return found;
    },
    headers: (person) => Promise.resolve(impersonation(person)),
  };
}

/** Everything that a cluster's decisions about a person can depend on: part of the key of what they are shown. */
export function rightsKey({ id, username, groups }: Person): string {
  return JSON.stringify([id, username, [...groups].sort()]);
}
