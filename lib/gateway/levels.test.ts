import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "./levels";

const entry = {
  reads: ({ method, path, upgrade }: { method: string; path: string; upgrade: boolean }) => !upgrade && method === "POST" && /^\/api\/v1\/query$/.test(path),
  guarded: /^\/debug(?:\/|$)/,
  upstream: { url: new URL("http://prometheus:9090"), insecure: false },
};

/** What stands against one request of somebody who may only look. */
const reading = (method: string, url: string, { headers = {}, upgrade = false, tool = entry } = {}) => judge(tool, "read", { method, path: url.split("?")[0] ?? "", upgrade }, { url, headers });

describe("who may only look", () => {
  it.each(["/", "/graph?g0.expr=up", "/api/v1/label/a%2Fb/values", "/static/js/main.js", "/a/../b"])("reads %s", (url) => {
    expect(reading("GET", url)).toBeUndefined();
    expect(reading("HEAD", url)).toBeUndefined();
  });

  it("may ask with a POST what the tool declares to be a question", () => {
    expect(reading("POST", "/api/v1/query?x=1")).toBeUndefined();
    expect(reading("OPTIONS", "/api/v1/silences")).toBeUndefined();
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "post", "LOCK"])("cannot change anything by %s", (method) => {
    for (const path of ["/api/v2/silences", "/-/reload", "/api/v1/admin/tsdb/delete_series", "/"]) expect(reading(method, path)).toBe("read-only");
  });

  it.each([
    ["GHSA-7rh7-c77v-6434: through the query", "/api/v2/silences?/api/v1/query", "read-only"],
    ["CVE-2026-41059: through an encoded fragment", "/api/v2/silences%23/api/v1/query", "path"],
    ["a suffix", "/api/v1/query/../../v2/silences", "path"],
    ["a suffix that is no segment", "/api/v1/queryx", "read-only"],
    ["a suffix after a slash", "/api/v1/query/", "read-only"],
    ["parameters of a segment", "/api/v1/query;/../../silences", "path"],
    ["dots", "/api/v1/./query", "path"],
    ["encoded dots", "/api/v1/%2e%2e/query", "path"],
    ["two slashes", "//api/v1/query", "path"],
    ["two slashes inside", "/api//v1/query", "path"],
    ["an encoded slash", "/api%2Fv1%2Fquery", "path"],
    ["an encoded backslash", "/api/v1/query%5c..", "path"],
    ["a backslash", "/api\\v1\\query", "path"],
    ["an encoded end of the text", "/api/v1/query%00", "path"],
    ["an encoded letter", "/api/v1/quer%79", "path"],
    ["another case", "/API/v1/query", "read-only"],
  ])("cannot get past that declaration with %s", (_how, url, problem) => {
    expect(reading("POST", url)).toBe(problem);
  });

  it("gets nothing by a POST that is not letter by letter what the tool declares", () => {
    const segment = fc.constantFrom("api", "v1", "query", "..", ".", "", "%2e%2e", "%2f", "silences", ";", "?", "#", "\\", "%00", "QUERY");
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 8 }), (segments) => {
        const url = `/${segments.join("/")}`;
        if (url.split("?")[0] !== "/api/v1/query") expect(reading("POST", url)).toBeDefined();
      }),
      { seed: 5 },
    );
  });

  it.each(["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X_HTTP_METHOD_OVERRIDE", "x-http_method-override"])("cannot name another method by %s", (name) => {
    expect(reading("GET", "/api/v2/silences", { headers: { [name.toLowerCase()]: "DELETE" } })).toBe("read-only");
  });

  it.each(["/x?_method=DELETE", "/x?a=b&_method=PUT", "/x?%5fmethod=PUT", "/x?_METHOD=put"])("cannot name another method in the address: %s", (url) => {
    expect(reading("GET", url)).toBe("read-only");
  });

  it.each(["/debug", "/debug/pprof/heap", "/%64ebug/pprof", "/%2564ebug/pprof", "//debug/pprof", "/x/../debug/pprof", "/x/%2e%2e/debug", "/./debug", "/debug%2fpprof", "/\\debug", "/DEBUG/pprof", "/;x/debug", "/debug;x=1/pprof", "/debug/../debug/", "/a/..//debug"])("is kept from what is guarded: %s", (url) => {
    expect(reading("GET", url)).toBe("guarded");
  });

  it("is judged the same below a tool's own base path", () => {
    const tool = { ...entry, upstream: { url: new URL("http://prometheus:9090/prom/"), insecure: false } };
    expect(reading("GET", "/prom/debug/pprof", { tool })).toBe("guarded");
    expect(reading("GET", "/prom//debug/pprof", { tool })).toBe("guarded");
    expect(reading("GET", "/prom/graph", { tool })).toBeUndefined();
    for (const path of ["/prom/api/v1/query", "/api/v1/query"]) expect(reading("POST", path, { tool })).toBeUndefined();
    for (const path of ["/prom/prom/api/v1/query", "/promapi/v1/query", "/prom/-/reload", "/x/api/v1/query"]) expect(reading("POST", path, { tool })).toBe("read-only");
  });

  it("is kept from paths of such a tool that nobody can decode", () => {
    expect(reading("GET", "/%zz")).toBe("path");
  });

  it("opens no WebSocket, which could say anything afterwards", () => {
    expect(reading("GET", "/api/live", { upgrade: true })).toBe("read-only");
  });
});

it("leaves whoever may do everything alone", () => {
  for (const method of ["GET", "POST", "DELETE"]) expect(judge(entry, "full", { method, path: "/debug/..%2f", upgrade: false }, { url: "/debug/..%2f?_method=x", headers: { "x-http-method-override": "PUT" } })).toBeUndefined();
});
