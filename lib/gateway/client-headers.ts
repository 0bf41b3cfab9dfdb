import type { IncomingHttpHeaders } from "node:http";
import { withoutCastorCookies } from "./castor-cookie";
import { hopByHop, namedInConnection } from "./hop-by-hop";
import type { IdentityHeaders } from "./identity";
import { createVerdicts } from "./verdicts";

/** Headers as they are sent to a tool, by lower-case name. */
export type ToolRequestHeaders = Record<string, string | string[]>;

/** What a tool is told that its client does not decide. */
export interface Sending {
  /** Values as they are sent: each character stands for a byte. */
  readonly identity: IdentityHeaders;
  /** The browser's address. */
  readonly from: string;
  readonly proto: "http" | "https";
  readonly websocket: boolean;
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

/** Node's own server has already said 100 Continue; asking the tool for it again would only wait. */
const answeredHere: ReadonlySet<string> = new Set(["expect"]);

/**
 * Builds the headers with which a request goes on to a tool: those of its client that say nothing about who asks,
 * then Castor's own word for it. A name with anything but letters, digits and hyphens is dropped, because tools
 * behind WSGI and CGI read `X_WEBAUTH_USER` and `X-WEBAUTH-USER` alike (CVE-2025-64484).
 */
export function createClientHeaders(identityNames: ReadonlySet<string>): (client: IncomingHttpHeaders, sending: Sending) => ToolRequestHeaders {
  const passes = createVerdicts((name) => /^[a-z0-9-]+$/.test(name) && !hopByHop.has(name) && !answeredHere.has(name) && !identityNames.has(name) && !identityLike.test(name));
  return (client, { identity, from, proto, websocket }) => {
    const headers: ToolRequestHeaders = {};
    for (const name in client) {
      const value = client[name];
      if (value === undefined || !passes(name)) continue;
      headers[name] = value;
    }
    for (const name of namedInConnection(client.connection)) delete headers[name];
    if (client.cookie !== undefined && headers.cookie !== undefined) {
      const cookies = withoutCastorCookies(client.cookie);
      if (cookies === undefined) delete headers.cookie;
      else headers.cookie = cookies;
    }
    // Said anew, because the body is chunked anew; without it, it would not be known where the body ends.
    if (client["transfer-encoding"] !== undefined) headers["transfer-encoding"] = "chunked";
    if (websocket) {
      headers.connection = "Upgrade";
      headers.upgrade = "websocket";
    }
    headers["x-forwarded-for"] = from;
    headers["x-forwarded-proto"] = proto;
    if (client.host !== undefined) headers["x-forwarded-host"] = client.host;
    return Object.assign(headers, identity);
  };
}
