import { CastorError, type Person } from "@/lib/model";
import type { SessionService } from "@/lib/session";
import type { ClusterSettings } from "@/lib/settings";
import { impersonation } from "@/lib/tools/kubernetes";
import type { Headers } from "@/lib/wire";
import { expiryOf } from "./token-expiry";

/** In whose name Castor asks a cluster's API, and how it says so. */
export interface Identities {
  /** The person behind a Cookie header, or undefined when signed out. */
  person(cookie: string | null | undefined): Promise<Person | undefined>;
  /**
   * The headers with which the cluster's API decides about this person; asked before each
   * request, as tokens change. Throws where nothing may be asked in the person's name.
   */
  headers(person: Person, cluster: Pick<ClusterSettings, "title" | "kubernetes">): Promise<Headers>;
}

/** Sessions of one person in which their token is looked for, and persons so remembered. */
const mostCookies = 8;
const mostPersons = 5_000;

/** Remembers with each person the sessions they were found by: some clusters want the session's own token. */
export function createIdentities(session: Pick<SessionService, "person" | "idToken">, now: () => number = Date.now): Identities {
  const cookies = new WeakMap<Person, string>();
  /** By rights: what one browser of a person watches goes on when another of their sessions ends. */
  const known = new Map<string, Set<string>>();

  function remember(person: Person, cookie: string): void {
    cookies.set(person, cookie);
    const key = rightsKey(person);
    const found = known.get(key) ?? new Set<string>();
    found.delete(cookie);
    found.add(cookie);
    for (const oldest of found) if (found.size > mostCookies) found.delete(oldest);
    known.delete(key);
    known.set(key, found);
    for (const oldest of known.keys()) if (known.size > mostPersons) known.delete(oldest);
  }

  async function token(person: Person): Promise<string | undefined> {
    const own = cookies.get(person);
    const others = [...(known.get(rightsKey(person)) ?? [])].reverse();
    for (const cookie of new Set([...(own === undefined ? [] : [own]), ...others])) {
      const found = await session.idToken(cookie);
      if (found !== undefined && expiryOf(found) > now()) return found;
      if (found === undefined) known.get(rightsKey(person))?.delete(cookie);
    }
    return undefined;
  }

  return {
    async person(cookie) {
      const found = await session.person(cookie);
      if (found !== undefined && typeof cookie === "string") remember(found, cookie);
      return found;
    },
    async headers(person, { title, kubernetes }) {
      if (kubernetes.identity !== "id-token") return impersonation(person);
      const found = await token(person);
      if (found === undefined) throw new CastorError("unauthorized", `${title} wants your own sign-in, which has run out; sign in again.`);
      return { authorization: `Bearer ${found}` };
    },
  };
}

/** Everything that a cluster's decisions about a person can depend on: part of the key of what they are shown. */
export function rightsKey({ id, username, groups }: Person): string {
  return JSON.stringify([id, username, [...groups].sort()]);
}
