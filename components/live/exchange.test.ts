import { afterEach, expect, it, vi } from "vitest";
import { exchange } from "./exchange";

afterEach(() => vi.unstubAllGlobals());

it("gives any answer with its status, and sends the body as it is", async () => {
  vi.stubGlobal("fetch", vi.fn(async () => Response.json({ kind: "Status", code: 409 }, { status: 409 })));
  expect(await exchange("/api/x?dryRun=All", { method: "PATCH", type: "application/merge-patch+json", body: "{}" })).toEqual({ status: 409, body: { kind: "Status", code: 409 }, warnings: [] });
  expect(vi.mocked(fetch).mock.calls[0]?.[1]).toMatchObject({ method: "PATCH", body: "{}", credentials: "same-origin", headers: { "content-type": "application/merge-patch+json" } });
  vi.stubGlobal("fetch", async () => new Response("<html>", { status: 502 }));
  expect(await exchange("/api/x")).toEqual({ status: 502, body: undefined, warnings: [] });
});

it("reads Kubernetes' warnings", async () => {
  const header = '299 - "unknown field \\"spec.x\\"", 299 - "would violate PodSecurity, a lot"';
  vi.stubGlobal("fetch", async () => Response.json({}, { headers: { warning: header } }));
  expect((await exchange("/api/x")).warnings).toEqual(['unknown field "spec.x"', "would violate PodSecurity, a lot"]);
});

it.each(["/api/clusters/a/kubernetes/api/v1/namespaces/x/pods/..", "/api/x/../y", "/api/./x", "//evil.example/x", "https://evil.example/", "/api/x#y", "/api\\x", "/api/%2e%2e/x"])("never asks %s, which a browser would take for another address", async (path) => {
  const fetched = vi.fn();
  vi.stubGlobal("fetch", fetched);
  await expect(exchange(path)).rejects.toMatchObject({ code: "invalid" });
  expect(fetched).not.toHaveBeenCalled();
});

it("says that Castor does not answer, but lets an abort be an abort", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("fetch failed")));
  await expect(exchange("/api/x")).rejects.toMatchObject({ code: "unreachable" });
  await expect(exchange("/api/x", { signal: AbortSignal.abort() })).rejects.toThrow(TypeError);
});
