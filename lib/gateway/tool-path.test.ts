import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOwnPath, rawPath, toolPath } from "./tool-path";

const origin = "https://grafana-pollux.castor.example.org";

describe("where a person may be led inside a tool", () => {
  it.each(["/", "/d/7d57/nodes?var-node=a%20b&from=now-6h", "/graph?g0.expr=up%7Ba%3D%22b%22%7D&g0.tab=0", "/applications/argocd%2Fguestbook", "/a//b", "/x?to=https://evil.com/", "/caf%C3%A9", "/x?y=\\", "/.castors", "/a%2520b", "/100%25", "/100%25/a%252Fb"])("keeps %s", (path) => {
    expect(toolPath(path, origin)).toBe(path);
  });

  it("keeps a fragment only where it was asked for", () => {
    expect(toolPath("/#/alerts?silenced=false", origin)).toBe("/");
    expect(toolPath("/#/alerts?silenced=false", origin, { hash: true })).toBe("/#/alerts?silenced=false");
  });

  it.each([
    null,
    undefined,
    "",
    "evil.com",
    "https://evil.com/",
    "javascript:alert(1)",
    // CVE-2020-5233, CVE-2020-11053, GHSA-5m6c-jp6f-2vcv: two slashes in every dress and every encoding once decoded.
    "//evil.com",
    "/\\evil.com",
    "\\/evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    "/ /evil.com",
    "/%2fevil.com",
    "/%5cevil.com",
    "/%09/evil.com",
    "/%20/evil.com",
    "/%252fevil.com",
    "/%25255cevil.com",
    "/.//evil.com",
    "/x/..//evil.com",
    "/%2e%2e//evil.com",
    "/\u2028/evil.com",
    "/%0d%0aSet-Cookie:%20a=b",
    "/a\u0000b",
    "/%",
    "/%zz",
    "/%ff",
    "/%252fevil.com%25zz",
    "/%255cevil.com%25",
    // Round in a circle.
    "/.castor/enter?ticket=x",
    "/.castor/here?to=/.castor/here",
    "/x/../.castor/enter",
    "/%2e%2e/.castor",
    `/${"a".repeat(4_096)}`,
  ])("leads to the start instead of to %j", (path) => {
    expect(toolPath(path, origin)).toBe("/");
    expect(toolPath(path, origin, { hash: true })).toBe("/");
  });

  it("never leads off the tool's origin, whatever is attacked with, and leads to the same place when asked twice", () => {
    const piece = fc.constantFrom("/", "//", "\\", "%2f", "%5C", "%09", "\t", "\r\n", ".", "..", "%2e", "%252e", "@", ":", "evil.com", "https:", "javascript:", "%25", "?", "#", " ", ";", "%00", "\u2028", "\u3002", "\uff0f", "%ff", ".castor", "a", "%e2%80%a8");
    const attack = fc.oneof(fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")), fc.array(piece, { maxLength: 10 }).map((pieces) => `/${pieces.join("")}`), fc.string({ unit: "binary", maxLength: 40 }).map((text) => `/${text}`));
    fc.assert(
      fc.property(attack, fc.boolean(), (to, hash) => {
        const path = toolPath(to, origin, { hash });
        // As a browser reads the redirect, as a script reads it, and as a link in a page.
        for (const url of [new URL(`${origin}${path}`), new URL(path, origin), new URL(path, `${origin}/deep/page?x`)]) {
          expect(url.origin).toBe(origin);
          expect(url.username).toBe("");
          expect(isOwnPath(url.pathname)).toBe(false);
        }
        expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(toolPath(path, origin, { hash })).toBe(path);
      }),
      { numRuns: 1_500, seed: 5 },
    );
  });
});

describe("the path of a request", () => {
  it("is what stands before the query, exactly as it came", () => {
    expect(rawPath("/a%2Fb/../c?x=\\&y=//")).toBe("/a%2Fb/../c");
    expect(rawPath("/")).toBe("/");
  });

  it.each([undefined, "", "*", "//evil.com/", "/\\evil.com", "/a\\b", "http://evil.com/", "/a#b", "/a?b#c", "/a b", "/a\tb", "/a\u0000", "a"])("is nothing where it could be read in two ways: %j", (target) => {
    expect(rawPath(target)).toBeUndefined();
  });
});
