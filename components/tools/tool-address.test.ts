import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressOf, framePage, hasParameter, placeIn, toolPath, withoutParameter, withParameter } from "./tool-address";

const base = "/clusters/pollux/tools/grafana";
const portal = "https://castor.example.org";
const at = (address: string) => new URL(address, portal);

/** What attackers write, and everything else. */
const evil = fc
  .array(fc.oneof(fc.constantFrom("/", "//", "\\", "..", ".", "%2e", "%2E%2e", "%2f", "%5c", "%00", "\t", "\n", "\r", "\u0000", "\u202e", "@", ":", "javascript:", "evil.example", "?", "#", "%", "%zz", ";", " ", ".castor", "é", "\ud800"), fc.string({ maxLength: 4 })), { maxLength: 12 })
  .map((parts) => `/${parts.join("")}`);

describe("a path that a frame tells", () => {
  it.each([
    ["/graph?g0.expr=up%20%2B1&g0.tab=1#x", "/graph?g0.expr=up%20%2B1&g0.tab=1#x"],
    ["/", "/"],
    ["/settings/clusters/https%3A%2F%2Fkubernetes.default.svc", "/settings/clusters/https%3A%2F%2Fkubernetes.default.svc"],
    ["/graph/", "/graph/"],
    ["/?q=//x\\y", "/?q=//x\\y"],
    ["/#/pod/a//b", "/#/pod/a//b"],
    ["/a/../../../clusters/argus", "/clusters/argus"],
  ])("%s is kept as %s", (said, kept) => expect(toolPath(said)).toBe(kept));

  it.each(["", "graph", "//evil.example", "/\\evil.example", "/a\\..\\b", "https://evil.example/", "javascript:alert(1)", "/a//b", "/a\u0000b", "/a\nb", "/\t/evil.example", "/%zz", "/.castor/enter?ticket=x", "/a/../.castor/enter", "/%2e%2e//evil", `/${"a".repeat(5_000)}`, undefined, null, 7, {}, ["/a"]])("%j is none", (said) => {
    expect(toolPath(said)).toBeUndefined();
  });

  it("never leads out of the tool's page, to another host, or to an address that Castor would change", () => {
    fc.assert(
      fc.property(fc.oneof(evil, fc.string(), fc.webPath()), (said) => {
        const path = toolPath(said);
        if (path === undefined) return;
        const address = at(addressOf(base, path));
        expect(address.origin).toBe(portal);
        expect(address.pathname === base || address.pathname.startsWith(`${base}/`)).toBe(true);
        expect(address.pathname).not.toMatch(/\/\/|\\/);
        expect(() => decodeURIComponent(address.pathname)).not.toThrow();
        const frame = new URL(framePage("https://grafana-pollux.castor.example.org", path));
        expect([frame.origin, frame.pathname, [...frame.searchParams.keys()], frame.hash]).toEqual(["https://grafana-pollux.castor.example.org", "/.castor/here", ["to"], ""]);
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });

  it("opens the same place again from the address that it made", () => {
    fc.assert(
      fc.property(fc.oneof(evil, fc.webPath()), (said) => {
        const path = toolPath(said);
        if (path !== undefined) expect(placeIn(at(addressOf(base, path)), "/")).toBe(path);
      }),
      { seed: 6, numRuns: 2_000 },
    );
  });
});

describe("the place that Castor's address names", () => {
  it("is everything behind the tool, query and hash included, as it is spelled", () => {
    expect(placeIn(at(`${base}/d/abc%2Fdef/x?var-node=a%20b&from=now-6h#panel-3`), "/")).toBe("/d/abc%2Fdef/x?var-node=a%20b&from=now-6h#panel-3");
    expect(placeIn(at(`${base}?orgId=1#/node/a`), "/")).toBe("/?orgId=1#/node/a");
  });

  it("is where the tool begins when the address does not say, or says what no tool understands", () => {
    expect(placeIn(at(base), "/start")).toBe("/start");
    expect(placeIn(at(`${base}/`), "/start")).toBe("/start");
    expect(placeIn(at(`${base}/.castor/enter?ticket=x`), "/start")).toBe("/start");
    expect(placeIn(at(`${base}//evil.example/`), "/start")).toBe("/start");
  });
});

describe("a parameter of a path", () => {
  it("is set and taken away without touching how the others are spelled", () => {
    const path = "/d/x?var-a=b%20c+d&kiosk&var-a=%2F#h?theme=no";
    expect(hasParameter(path, "theme")).toBe(false);
    const dressed = withParameter(path, "theme", "dark");
    expect(dressed).toBe("/d/x?var-a=b%20c+d&kiosk&var-a=%2F&theme=dark#h?theme=no");
    expect(withParameter(dressed, "theme", "light")).toBe("/d/x?var-a=b%20c+d&kiosk&var-a=%2F&theme=light#h?theme=no");
    expect(hasParameter(dressed, "theme")).toBe(true);
    expect(withoutParameter(dressed, "theme")).toBe(path);
    expect(withoutParameter("/?theme=dark", "theme")).toBe("/");
    expect(withParameter("/#x", "theme", "dark")).toBe("/?theme=dark#x");
  });
});
