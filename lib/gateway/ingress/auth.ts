import type { IncomingMessage, ServerResponse } from "node:http";
import type { Person } from "@/lib/model";
import { headerValue } from "../header-value";
import type { RefusalReason } from "../refusal";
import type { GatewaySession } from "../session";
import { bare, json, redirect } from "./answer";
import { absolute, startUrl } from "./host-address";
import type { Realm } from "./rd";
import { meetsRules, rulesOf } from "./rules";

export interface AuthParts extends Realm {
  /** Who is let in whatever an ingress says; everybody where empty. */
  readonly groups: readonly string[];
  /** The session that a request's ingress cookie names. */
  readonly sessionOf: (request: IncomingMessage) => Promise<GatewaySession | undefined>;
  /** Writes a refusal into the book. */
  readonly refuse: (request: IncomingMessage, reason: RefusalReason, sentence: string, person?: Person) => void;
}

/**
 * How an ingress asks. nginx and Traefik ask `/oauth2/auth` with rules as parameters, and 202 is yes. Envoy and
 * the Gateway API put the browser's own path and query behind a fixed prefix and take 200 alone for yes: there
 * rules stand in the prefix, `/oauth2/auth;allowed_groups=a,b/`, and nothing that the browser sent is read as one.
 */
interface Asking {
  readonly rules: readonly (readonly [string, string])[];
  readonly yes: 200 | 202;
  /** The browser's own path and query, where the ingress tells it. */
  readonly path?: string;
}

function askingOf(url: string): Asking {
  const [, prefix = "", path] = /^\/oauth2\/auth((?:;[^/?]*)?)(\/[^]*)?/.exec(url) ?? [];
  const inPrefix = [...new URLSearchParams(prefix.replaceAll("+", "%2B").replaceAll(";", "&"))];
  // A prefix that ends with a slash and a path that begins with one.
  if (path !== undefined) return { rules: inPrefix, yes: 200, path: path.replace(/^\/(?=\/)/, "") };
  return { rules: [...inPrefix, ...new URLSearchParams(/\?([^]*)$/.exec(url)?.[1])], yes: 202 };
}

/**
 * Answers `/oauth2/auth`: yes with who it is, 401 signed out, 403 signed in but not allowed. Nothing but the
 * cookie and the ingress's own rules is looked at: no path, header, method or program is let through by itself
 * (GHSA-7rh7-c77v-6434, CVE-2026-41059, CVE-2026-34457, CVE-2026-40575).
 */
export function createAuth({ groups, sessionOf, refuse, ...realm }: AuthParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { rules: parameters, yes, path } = askingOf(request.url ?? "");
    const session = await sessionOf(request);
    if (session === undefined) {
      refuse(request, "signed-out", "Nobody is signed in there.");
      const back = path === undefined || !isNavigation(request) ? undefined : absolute(path, request.headers.host, realm);
      return back === undefined ? bare(response, 401) : redirect(response, startUrl(realm, back));
    }
    const { person } = session;
    const rules = rulesOf(parameters);
    const isAllowed = typeof rules !== "string" && meetsRules(person, rules) && (groups.length === 0 || person.groups.some((group) => groups.includes(group)));
    if (isAllowed) return bare(response, yes, headersOf(person));
    refuse(request, "rule", typeof rules === "string" ? rules : "They meet not all of the ingress's rules.", person);
    bare(response, 403);
  };
}

/** Answers `/oauth2/userinfo` with oauth2-proxy's fields. */
export function createUserInfo({ sessionOf, refuse }: Pick<AuthParts, "sessionOf" | "refuse">) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const session = await sessionOf(request);
    if (session === undefined) {
      refuse(request, "signed-out", "Nobody is signed in there.");
      return json(response, 401, { error: { code: "unauthorized", message: "Nobody is signed in here." } });
    }
    const { username, email, groups } = session.person;
    json(response, 200, { user: username, email: email ?? "", groups, preferredUsername: username });
  };
}

/**
 * All four, empty where nothing is known: an ingress that copies headers only where it finds them would leave a
 * browser's own in their place. A group with a comma could not be told from two, so it is left out.
 */
function headersOf({ username, email, groups }: Person): Record<string, string> {
  const plain = groups.filter((group) => !group.includes(",") && headerValue(group) !== undefined);
  return {
    "x-auth-request-user": headerValue(username) ?? "",
    "x-auth-request-email": headerValue(email) ?? "",
    "x-auth-request-groups": headerValue(plain.join(",")) ?? "",
    "x-auth-request-preferred-username": headerValue(username) ?? "",
  };
}

/** Whether a person waits for a page: an ingress that tells the path may send them to sign in. */
function isNavigation({ method, headers }: IncomingMessage): boolean {
  const mode = headers["sec-fetch-mode"];
  return method === "GET" && (mode === undefined ? (headers.accept ?? "").includes("text/html") : mode === "navigate");
}
