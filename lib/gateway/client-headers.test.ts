import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClientHeaders } from "./client-headers";

const identity = { "x-webauth-user": "ada", "x-team": "optics" };
const sending = { identity, from: "192.0.2.7", proto: "https" as const };
const build = createClientHeaders(new Set(["x-webauth-user", "x-team", "x-jwt-assertion"]));

/** The headers as Node's server shows them. */
function asServed(raw: readonly (readonly [string, string])[]) {
  const message = new IncomingMessage(new Socket());
  const flat = raw.flat();
  // What Node's parser calls: it knows which headers are joined and of which only the first counts.
  (message as unknown as { _addHeaderLines(headers: readonly string[], count: number): void })._addHeaderLines(flat, flat.length);
  return message.headers;
}

/** What a tool is sent for these headers of its client. */
function sent(...raw: readonly (readonly [string, string])[]): Record<string, string> {
  const flat = build(asServed([["Host", "grafana-pollux.castor.example.org"], ...raw]), sending);
  const found: Record<string, string> = {};
  for (let at = 0; at < flat.length; at += 2) {
    const name = flat[at] as string;
    expect(found).not.toHaveProperty([name]);
    found[name] = flat[at + 1] as string;
  }
  return found;
}

const always = {
  host: "grafana-pollux.castor.example.org",
  "x-forwarded-for": "192.0.2.7",
  "x-forwarded-proto": "https",
  "x-forwarded-host": "grafana-pollux.castor.example.org",
  ...identity,
};

/** A name as an attacker may spell it: any case, and `_` or `.` for a hyphen. */
const spelled = (name: string) =>
  fc.tuple(...[...name].map((letter) => (letter === "-" ? fc.constantFrom("-", "-", "_", ".") : fc.constantFrom(letter, letter.toUpperCase())))).map((letters) => letters.join(""));

const identityNames = [
  "authorization", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-uri", "x-forwarded-user", "x-forwarded-email", "x-forwarded-groups", "x-forwarded-access-token",
  "x-real-ip", "x-webauth-user", "x-webauth-role", "x-webauth-groups", "x-auth-request-user", "x-auth-request-groups", "x-auth-user", "x-remote-user", "x-remote-group", "remote-user", "remote-groups",
  "impersonate-user", "impersonate-group", "impersonate-extra-scopes", "x-jwt-assertion", "x-user", "x-user-id", "x-username", "x-email", "x-groups", "x-original-url", "x-original-uri", "x-original-method",
  "x-rewrite-url", "x-http-method", "x-http-method-override", "x-method-override", "x-ssl-client-cert", "ssl-client-verify", "x-client-cert", "x-client-ip", "client-ip", "cf-access-jwt-assertion",
  "cf-access-authenticated-user-email", "x-amzn-oidc-data", "x-ms-client-principal", "x-ms-client-principal-name", "x-goog-authenticated-user-email", "x-goog-iap-jwt-assertion", "true-client-ip", "x-castor-path",
  "x-castor-from", "x-team", "proxy-authorization", "proxy-connection", "x-envoy-external-address",
];

describe("the headers that a tool gets", () => {
  it("are its client's, with Host, encodings, conditions and origin as they were", () => {
    const ordinary = { "accept-encoding": "gzip, br", accept: "text/html", "if-none-match": '"x"', range: "bytes=0-9", origin: "https://grafana-pollux.castor.example.org", "content-type": "application/json", "content-length": "12", "user-agent": "x", "x-grafana-org-id": "1", "sec-fetch-site": "same-origin", "sec-websocket-key": "abc" };
    expect(sent(...Object.entries(ordinary))).toEqual({ ...always, ...ordinary });
  });

  it("say who asks only by Castor's own word, however the client's is spelled (CVE-2025-64484, CVE-2026-40575, ASVS 4.1.3)", () => {
    const attack = fc.constantFrom(...identityNames).chain((name) => fc.tuple(spelled(name), fc.constantFrom("admin", "Bearer x", "https://evil.example", "127.0.0.1")));
    fc.assert(
      fc.property(fc.array(attack, { minLength: 1, maxLength: 8 }), (attacks) => {
        expect(sent(...attacks)).toEqual(always);
      }),
      { numRuns: 1_000 },
    );
  });

  it("have no name with anything but letters, digits and hyphens", () => {
    const odd = fc.string({ unit: fc.constantFrom(..."abcXYZ019-_.!#$%&'*+^`|~"), minLength: 1, maxLength: 16 }).filter((name) => /[^A-Za-z0-9-]/.test(name));
    fc.assert(
      fc.property(odd, (name) => {
        expect(sent([name, "x"])).toEqual(always);
      }),
    );
  });

  it.each(["X-WEBAUTH-USER", "X-Forwarded-Host", "X-Forwarded-For", "Impersonate-User", "X-Team", "Host", "close, x-webauth-user", "keep-alive,X-Forwarded-Proto"])(
    "keep Castor's own where the client names them in Connection: %s (CVE-2024-45410, CVE-2021-31999)",
    (named) => {
      expect(sent(["Connection", named])).toEqual(always);
    },
  );

  it("keep the body's length where the client names it in Connection, and lose what else it names", () => {
    expect(sent(["Connection", "Content-Length, X-Hop"], ["Content-Length", "5"], ["X-Hop", "1"], ["X-Kept", "1"])).toEqual({ ...always, "content-length": "5", "x-kept": "1" });
  });

  it("say nothing of the connection between the browser and Castor", () => {
    expect(sent(["TE", "trailers"], ["Trailer", "X-End"], ["Keep-Alive", "timeout=5"], ["Transfer-Encoding", "chunked"], ["Upgrade", "h2c"], ["HTTP2-Settings", "AAM"], ["Expect", "100-continue"])).toEqual(always);
  });

  it("have the tool's own cookies and none of Castor's", () => {
    expect(sent(["Cookie", "grafana_session=1; castor.tool.3000=secret"], ["Cookie", "__Host-castor.tool=secret; theme=dark"])).toEqual({ ...always, cookie: "grafana_session=1; theme=dark" });
    expect(sent(["Cookie", "__Host-castor.tool=secret"])).toEqual(always);
  });

  it("are each there once, also where the client repeats them", () => {
    expect(sent(["X-Thing", "a"], ["x-thing", "b"], ["User-Agent", "a"], ["user-agent", "b"])).toEqual({ ...always, "x-thing": "a, b", "user-agent": "a" });
  });
});
