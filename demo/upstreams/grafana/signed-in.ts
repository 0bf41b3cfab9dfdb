import type { IncomingMessage } from "node:http";
import { Refusal } from "../../exchange";

const roles = ["Viewer", "Editor", "Admin"] as const;
export type Role = (typeof roles)[number];

/** Who is asking, as the proxy in front says. */
export interface SignedIn {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** The cookie that says somebody signed in here; by itself it opens nothing. */
export const loginCookie = "grafana_session";

/** From where headers are believed (`auth.proxy` whitelist). */
const believed = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)?.trim() ?? "";

export interface People {
  /** Undefined for whoever no proxy has named. Refuses a name that comes from anywhere but this machine. */
  of(req: IncomingMessage): SignedIn | undefined;
}

/** `auth.proxy` with sign-up: whoever the headers name is made known here at their first request. */
export function createPeople(): People {
  const ids = new Map<string, number>();
  return {
    of({ headers, socket }) {
      const login = one(headers["x-webauth-user"]);
      if (login === "") return undefined;
      if (!believed.has(socket.remoteAddress ?? "")) throw new Refusal(407, "Proxy authentication required");
      const id = ids.get(login) ?? ids.size + 2;
      ids.set(login, id);
      const role = one(headers["x-webauth-role"]);
      return { id, login, name: one(headers["x-webauth-name"]) || login, email: one(headers["x-webauth-email"]), role: roles.find((each) => each === role) ?? "Viewer" };
    },
  };
}

export const mayEdit = ({ role }: SignedIn) => role !== "Viewer";

/**
 * Grafana's check against requests forged by other sites: with its login cookie, what changes something
 * must come from a page of the same host name, so a proxy in front must leave Host as it is.
 */
export function requireOwnOrigin({ method = "GET", headers }: IncomingMessage): void {
  if (["GET", "HEAD", "OPTIONS", "TRACE"].includes(method)) return;
  if (!(headers.cookie ?? "").split(";").some((cookie) => cookie.trim().startsWith(`${loginCookie}=`))) return;
  const { origin, host = "" } = headers;
  if (origin === undefined) return;
  const name = (url: string) => (URL.canParse(url) ? new URL(url).hostname : "");
  if (name(origin) === "" || name(origin) !== name(`http://${host}`)) throw new Refusal(403, "origin not allowed");
}
