import type { IncomingHttpHeaders } from "node:http";
import { withoutCastorCookies } from "./castor-cookie";
import { hopByHop, namedInConnection } from "./hop-by-hop";
import type { IdentityHeaders } from "./identity";
import { createVerdicts } from "./verdicts";

/** Headers as they are sent to a tool: lower-case names and values in turns. */
export type ToolRequestHeaders = readonly string[];

/** What a tool is told that its client does not decide. */
export interface Sending {
  /** Values as they are sent: each character stands for a byte. */
  readonly identity: IdentityHeaders;
  /** The browser's address. */
  readonly from: string;
  readonly proto: "http" | "https";
}

/**
 * Names by which tools, ingresses and clouds say who asks, from where, or what is really asked. Where a client
 * could send them, it could be anybody.
 */
const identityLike = new RegExp(
  `^(?:${[
    "authorization",
    "forwarded",
    "client-ip",
    "true-client-ip",
    "fastly-client-ip",
    "impersonate-",
    "remote-",
    "ssl-",
    "proxy-",
    "oidc-",
    "cf-access-",
    "cf-connecting-",
    "x-amzn-oidc-",
    "x-ms-client-principal",
    "x-ms-token-",
    "x-goog-",
    "x-castor-",
    "x-forwarded",
    "x-real-ip",
    "x-cluster-client-ip",
    "x-originating-",
    "x-envoy-",
    "x-webauth-",
    "x-auth-",
    "x-authenticated-",
    "x-remote-",
    "x-jwt-",
    "x-user",
    "x-email",
    "x-groups",
    "x-original-",
    "x-rewrite-url",
    "x-http-method",
    "x-method-override",
    "x-ssl-",
    "x-client-",
    "x-host$",
  ].join("|")})`,
);

/** Said anew by whoever sends the body on, or answered already: Node's own server has said 100 Continue. */
const answeredHere: ReadonlySet<string> = new Set(["expect", "set-cookie"]);

/**
 * Builds the headers with which a request goes on to a tool: those of its client that say nothing about who asks,
 * then Castor's own word for it. A name with anything but letters, digits and hyphens is dropped, because tools
 * behind WSGI and CGI read `X_WEBAUTH_USER` and `X-WEBAUTH-USER` alike (CVE-2025-64484).
 */
export function createClientHeaders(identityNames: ReadonlySet<string>): (client: IncomingHttpHeaders, sending: Sending) => ToolRequestHeaders {
  const passes = createVerdicts((name) => /^[a-z0-9-]+$/.test(name) && !hopByHop.has(name) && !answeredHere.has(name) && !identityNames.has(name) && !identityLike.test(name));
  return (client, { identity, from, proto }) => {
    const headers: string[] = [];
    const named = namedInConnection(client.connection);
    for (const name in client) {
      if (!passes(name) || (named.length > 0 && named.includes(name))) continue;
      const value = name === "cookie" ? withoutCastorCookies(client.cookie ?? "") : (client[name] as string | undefined);
      if (value !== undefined) headers.push(name, value);
    }
    headers.push("x-forwarded-for", from, "x-forwarded-proto", proto);
    if (client.host !== undefined) headers.push("x-forwarded-host", client.host);
    for (const name in identity) headers.push(name, identity[name] as string);
    return headers;
  };
}
