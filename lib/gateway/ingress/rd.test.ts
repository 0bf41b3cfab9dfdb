import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rdOf, returnAddress } from "./rd";

const realm = { publicUrl: "https://castor.example.org", domain: "example.org" };
const local = { publicUrl: "http://castor.lab.localhost:3000", domain: "lab.localhost" };

describe("the address to come back to", () => {
  it.each([
    ["https://app.example.org/", "https://app.example.org/"],
    ["https://app.example.org", "https://app.example.org/"],
    ["HTTPS://APP.Example.ORG/X", "https://app.example.org/X"],
    ["https://a.b.c.example.org:8443/x?y=1#z", "https://a.b.c.example.org:8443/x?y=1#z"],
    ["https://example.org/", "https://example.org/"],
    ["https://app.example.org/d?q=up%0Aand%5C%20more&to=https://evil.com//x", "https://app.example.org/d?q=up%0Aand%5C%20more&to=https://evil.com//x"],
    ["https://app.example.org/my%20notes/caf%C3%A9", "https://app.example.org/my%20notes/caf%C3%A9"],
    ["/", "https://castor.example.org/"],
    ["/clusters/pollux?x=1", "https://castor.example.org/clusters/pollux?x=1"],
  ])("may be %s", (rd, address) => {
    expect(returnAddress(rd, realm)).toBe(address);
  });

  it("may be plain http below localhost alone", () => {
    expect(returnAddress("http://app.lab.localhost:3001/x", local)).toBe("http://app.lab.localhost:3001/x");
    expect(returnAddress("http://app.example.org/", realm)).toBeUndefined();
  });

  it.each([
    undefined,
    "",
    " ",
    "app.example.org",
    "//app.example.org/",
    // CVE-2020-5233, CVE-2020-11053, GHSA-5m6c-jp6f-2vcv: what browsers read as another host.
    "/\\evil.com",
    "/\\/evil.com",
    "\\/evil.com",
    "\\\\evil.com",
    "//evil.com",
    "///evil.com",
    "/ /evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    "/\v/evil.com",
    "/\r\n/evil.com",
    "/\u00a0/evil.com",
    "/\u2028/evil.com",
    "/\ufeff/evil.com",
    "/\u200b/evil.com",
    " https://app.example.org/",
    "\thttps://app.example.org/",
    "ht\ntps://app.example.org/",
    "/./\\evil.com",
    "/.//evil.com",
    "/..//evil.com",
    "/x/..//evil.com",
    // The same, encoded once, twice and thrice.
    "/%5cevil.com",
    "/%5Cevil.com",
    "/%2fevil.com",
    "/%2Fevil.com",
    "/%09/evil.com",
    "/%0a/evil.com",
    "/%0d%0a/evil.com",
    "/%0d%0aSet-Cookie:%20a=b",
    "/%20/evil.com",
    "/%c2%a0/evil.com",
    "/%252fevil.com",
    "/%255cevil.com",
    "/%25252fevil.com",
    "/%252509/evil.com",
    "%2f%2fevil.com",
    "%252f%252fevil.com",
    "https:%2f%2fevil.com",
    "/%",
    "/%zz",
    "/%ff",
    "/%00",
    // User names, passwords and other schemes.
    "https://app.example.org@evil.com/",
    "https://app.example.org:x@evil.com/",
    "https://ada@app.example.org/",
    "https://ada:secret@app.example.org/",
    "https://evil.com\\@app.example.org/",
    "https://evil.com%5c@app.example.org/",
    "https://app.example.org%2f@evil.com/",
    "https://app.example.org%40evil.com/",
    "https:app.example.org",
    "https:/app.example.org/",
    "https:///evil.com",
    "https:\\\\evil.com",
    "javascript:alert(1)//app.example.org/",
    "javascript://app.example.org/%0aalert(1)",
    "data:text/html,x",
    "ftp://app.example.org/",
    "wss://app.example.org/",
    "http://app.example.org/",
    "http://castor.example.org/",
    // Hosts that only look like the domain's (GHSA-4mf2-f3wh-gvf2).
    "https://badexample.org/",
    "https://example.org.evil.com/",
    "https://app.example.org.evil.com/",
    "https://app-example.org/",
    "https://app.example.org./",
    "https://evil.com/app.example.org",
    "https://evil.com?.example.org",
    "https://evil.com#.example.org",
    "https://evil.com%2f.example.org/",
    "https://evil.com%23.example.org/",
    "https://evil.com%00.example.org/",
    "https://evil.com\u0000.example.org/",
    "https://app.example.org\uff0eevil.com/",
    "https://app.example\u3002org\u3002evil.com/",
    "https://evil.com\uff0fapp.example.org/",
    "https://evil.com\uff03.example.org/",
    "https://[::1]/",
    "https://127.0.0.1/",
    "https://example.org:99999/",
    "https://",
    "https:// app.example.org/",
    "https://app.example.org/%5c%5cevil.com",
    "https://app.example.org//evil.com",
    "https://app.example.org/%2fevil.com",
    // Places of Castor's own that lead round in a circle or do something.
    "/sign-in?to=/oauth2/start",
    "/api/session/sign-out",
    "/oauth2/start?rd=/oauth2/start",
    "/x/../oauth2/sign_out",
    "/%6fauth2/../api/session",
    "https://castor.example.org/api/auth/signout",
    "/gateway/enter?entry=grafana-pollux",
    `/${"a".repeat(3_000)}`,
  ])("is never %j", (rd) => {
    expect(returnAddress(rd, realm)).toBeUndefined();
  });

  const pieces = ["/", "//", "\\", "%2f", "%2F", "%5c", "%252f", "%09", "\t", "\n", "\r", "%0d%0a", "%00", ".", "..", "%2e", "@", "%40", ":", ":443", "?", "#", "%23", " ", "%20", ";", "\u3002", "\uff0e", "\uff0f", "\u2028", "\u200b", "\u00a0", "evil.com", "example.org", ".example.org", "app.example.org", "https:", "http:", "https://", "javascript:", "https://app.example.org", "[::1]", "%"];

  /** What every browser must make of an address that was let through. */
  const isSafe = (address: string) => /^https:\/\/(?:[a-z0-9_-]+\.)*example\.org(?::\d{1,5})?\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(address) && new URL(address, "https://evil.com").username === "";

  it("leads out of the domain under no attack made of the pieces that browsers read in odd ways", () => {
    const attack = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(""));
    const encodings = fc.array(fc.constantFrom("raw", "once"), { maxLength: 3 });
    fc.assert(
      fc.property(attack, encodings, (text, rounds) => {
        const rd = rounds.filter((round) => round === "once").reduce((found) => encodeURIComponent(found), text);
        const address = returnAddress(rd, realm);
        if (address !== undefined) expect(address).toSatisfy(isSafe);
      }),
      { numRuns: 20_000, seed: 47 },
    );
  });

  it("leads out of the domain by no text at all, through the request's own query too", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.tuple(fc.constantFrom("/", "https://app.example.org", "https://"), fc.string()).map((parts) => parts.join(""))), (text) => {
        for (const rd of [text, rdOf(`/oauth2/start?rd=${text}`), rdOf(`/oauth2/start?x=1&rd=${encodeURIComponent(text)}`)]) {
          const address = returnAddress(rd, realm);
          if (address !== undefined) expect(address).toSatisfy(isSafe);
        }
      }),
      { numRuns: 2_000, seed: 47 },
    );
  });

  it("keeps every ordinary address of the domain", () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
    const ordinary = fc.tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.array(segment, { maxLength: 3 }), fc.array(fc.tuple(segment, fc.string()), { maxLength: 3 }));
    fc.assert(
      fc.property(ordinary, ([labels, segments, query]) => {
        const parameters = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
        const url = new URL(`https://${labels.join(".")}.example.org/${segments.join("/")}${parameters === "" ? "" : `?${parameters}`}`);
        fc.pre(url.host !== "castor.example.org" && url.href.length < 1_800);
        expect(returnAddress(url.href, realm)).toBe(url.href);
      }),
      { seed: 47 },
    );
  });
});

describe("a request's rd", () => {
  it.each([
    ["/oauth2/start", undefined],
    ["/oauth2/start?rd=", ""],
    ["/oauth2/start?rd=https%3A%2F%2Fapp.example.org%2Fx%3Fa%3D1%26b%3D2", "https://app.example.org/x?a=1&b=2"],
    // ingress-nginx encodes the path alone.
    ["/oauth2/start?rd=https://app.example.org%2Fx%3Fa%3D1%26b%3D2", "https://app.example.org/x?a=1&b=2"],
    // nginx cannot encode.
    ["/oauth2/start?rd=https://app.example.org/x?a=1&b=%2520", "https://app.example.org/x?a=1&b=%2520"],
    ["/oauth2/start?rd=/x?a=1&b=2", "/x?a=1&b=2"],
    ["/oauth2/start?rd=/x&theme=dark", "/x"],
    ["/oauth2/start?rd=%2Fx%3Fa%3D1&theme=dark", "/x?a=1"],
    ["/oauth2/start?theme=dark&rd=/x", "/x"],
    ["/oauth2/start?xrd=/x", undefined],
  ])("of %s is %s", (url, rd) => {
    expect(rdOf(url)).toBe(rd);
  });
});
