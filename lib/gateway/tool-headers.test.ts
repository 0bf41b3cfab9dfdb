import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toolHeaders } from "./tool-headers";

const policy = "frame-ancestors 'self' https://castor.example.org";
const standing = { policy, internal: "http://grafana.monitoring:3000", origin: "https://grafana-pollux.castor.example.org" };
const ours = ["Content-Security-Policy", policy];
const headers = (...raw: readonly string[]) => toolHeaders(raw, standing);

const token = fc.string({ unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.!#$%&'*+^`|~"), minLength: 1, maxLength: 20 });
const changed = /^(?:connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|http2-settings|alt-svc|x-frame-options|content-security-policy|set-cookie|location|clear-site-data)$/i;

describe("the headers of a tool's answer", () => {
  it("pass byte for byte, in their order and spelling, however often they stand there", () => {
    const pair = fc.tuple(token.filter((name) => !changed.test(name)), fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), (pairs) => {
        expect(headers(...pairs.flat())).toEqual([...pairs.flat(), ...ours]);
      }),
    );
  });

  it("lets exactly Castor frame it, whatever the tool says in however many headers", () => {
    expect(headers("X-Frame-Options", "deny", "x-FRAME-options", "SAMEORIGIN", "content-security-policy", "default-src 'self'; frame-ancestors 'none'", "Content-Security-Policy", "frame-ancestors *")).toEqual([
      "content-security-policy",
      "default-src 'self'",
      ...ours,
    ]);
  });

  it("leaves alone a policy that only reports", () => {
    expect(headers("Content-Security-Policy-Report-Only", "frame-ancestors 'none'")).toEqual(["Content-Security-Policy-Report-Only", "frame-ancestors 'none'", ...ours]);
  });

  it("says nothing of the connection between Castor and the tool", () => {
    const raw = ["Connection", "close, X-Hop", "X-Hop", "1", "Keep-Alive", "timeout=5", "Transfer-Encoding", "chunked", "Trailer", "X-End", "Upgrade", "h2c", "Proxy-Authenticate", "Basic", "Alt-Svc", 'h3=":443"', "X-Kept", "1"];
    expect(headers(...raw)).toEqual(["X-Kept", "1", ...ours]);
  });

  it("cannot sign people out of Castor and of other tools by clearing the site's cookies", () => {
    expect(headers("Clear-Site-Data", '"cookies", "storage"', "ETag", "1")).toEqual(["ETag", "1", ...ours]);
  });

  it("cannot have its length removed by naming it in Connection", () => {
    expect(headers("Content-Length", "5", "Connection", "Content-Length")).toEqual(["Content-Length", "5", ...ours]);
  });

  it("sets cookies for the tool's own hostname only, and none of Castor's", () => {
    expect(headers("Set-Cookie", "a=1; Domain=castor.example.org", "set-cookie", "b=2", "Set-Cookie", "__Host-castor.tool=evil")).toEqual(["Set-Cookie", "a=1", "set-cookie", "b=2", ...ours]);
  });

  it.each([
    ["http://grafana.monitoring:3000/login?x=1#y", "https://grafana-pollux.castor.example.org/login?x=1#y"],
    ["HTTP://GRAFANA.monitoring:3000", "https://grafana-pollux.castor.example.org"],
    ["//grafana.monitoring:3000/login", "https://grafana-pollux.castor.example.org/login"],
    ["http://grafana-pollux.castor.example.org/d/1", "https://grafana-pollux.castor.example.org/d/1"],
    ["/login", "/login"],
    ["login", "login"],
    ["https://sso.example.org/auth", "https://sso.example.org/auth"],
    ["http://grafana.monitoring:3000.evil.example/", "http://grafana.monitoring:3000.evil.example/"],
    ["http://grafana.monitoring/", "http://grafana.monitoring/"],
    ["http://[", "http://["],
  ])("redirects from %s to %s", (location, seen) => {
    expect(headers("Location", location)).toEqual(["Location", seen, ...ours]);
  });
});
