import { describe, expect, it } from "vitest";
import { returnPath } from "./return-path";

const base = "https://castor.example.org";

describe("where a person may be sent after signing in", () => {
  it.each([
    "/",
    "/clusters/pollux",
    "/nodes?sort=cpu&range=1h",
    "/clusters/pollux/nodes/p47-srv-01?range=7d#network",
    "/search?q=a%20b%2Fc%0Ad&url=https%3A%2F%2Fexample.org",
    "/caf%C3%A9",
    "/a//b",
    "/oauth2/start?rd=https%3A%2F%2Fapp.example.org%2Fd%3Fx%3D1%26y%3D2",
  ])("keeps %s", (path) => {
    expect(returnPath(path, base)).toBe(path);
  });

  it.each([
    undefined,
    null,
    "",
    " ",
    "clusters",
    "evil.com",
    "?x",
    "#x",
    // Other sites, plainly.
    "https://evil.com",
    "https://evil.com/clusters",
    "HTTPS://evil.com",
    "http:evil.com",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://castor.example.org@evil.com",
    "https://castor.example.org.evil.com",
    "https://castor.example.org/clusters",
    // Two slashes, in every dress.
    "//evil.com",
    "///evil.com",
    "////evil.com",
    "/\\evil.com",
    "\\/evil.com",
    "\\\\evil.com",
    "/\\/evil.com",
    "//evil.com/%2f..",
    "/ /evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    "/\r\n/evil.com",
    "/\t\\evil.com",
    "/\u00a0/evil.com",
    "/\u2028/evil.com",
    "/\u2029/evil.com",
    "/\ufeff/evil.com",
    "\t//evil.com",
    " //evil.com",
    "/.//evil.com",
    "/..//evil.com",
    "/x/..//evil.com",
    "/./\\evil.com",
    "/%2e//evil.com",
    "/%2e%2e//evil.com",
    "/.%2e//evil.com",
    "/;/../\\evil.com",
    // The same, encoded once, twice and thrice.
    "/%2fevil.com",
    "/%2Fevil.com",
    "/%5cevil.com",
    "/%5Cevil.com",
    "/%09/evil.com",
    "/%0a/evil.com",
    "/%0d%0a/evil.com",
    "/%20/evil.com",
    "/%c2%a0/evil.com",
    "/%252fevil.com",
    "/%255cevil.com",
    "/%2509/evil.com",
    "/%25252fevil.com",
    "/%25255cevil.com",
    "%2f%2fevil.com",
    "/%00",
    "/a%00b",
    "/%0d%0aSet-Cookie:%20a=b",
    "/a\u0000b",
    "/a\u007fb",
    "/a\u0085b",
    "/clusters\\..\\evil",
    "/%ff",
    "/%",
    "/%zz",
    // Places that lead round in a circle or sign out.
    "/sign-in",
    "/sign-in?to=/sign-in",
    "/sign-in/problem",
    "/signed-out",
    "/api/auth/callback/oidc",
    "/api/session/sign-out",
    "/x/../api/auth",
    "/%2e%2e/api/auth",
    `/${"a".repeat(3_000)}`,
  ])("sends home instead of to %j", (path) => {
    expect(returnPath(path, base)).toBe("/");
  });

  it("never answers anything that leads away, whatever is mixed", () => {
    const parts = ["/", "\\", "%2f", "%5c", "%09", "\t", ".", "..", "%2e", "@", ":", "evil.com", "https:", "%25", "?", "#", " ", ";"];
    for (const a of parts) {
      for (const b of parts) {
        for (const c of parts) {
          for (const d of ["evil.com", "/evil.com", "//evil.com"]) {
            const path = returnPath(`/${a}${b}${c}${d}`, base);
            const url = new URL(path, base);
            expect(url.origin).toBe(base);
            expect(path).not.toMatch(/^\/[/\\]|^[^/]/);
          }
        }
      }
    }
  });
});
