import { afterEach, expect, it, vi } from "vitest";
import { problemOf } from "@/lib/model/problem";
import { request } from "./request";

afterEach(() => vi.unstubAllGlobals());

const answer = (...[body, init]: ConstructorParameters<typeof Response>) => vi.stubGlobal("fetch", vi.fn(async () => new Response(body, init)));
const problem = async (promise: Promise<unknown>) => problemOf(await promise.catch((error: unknown) => error));

it("gives what the server answers, and sends JSON", async () => {
  answer('{"a":1}');
  expect(await request<{ a: number }>("/api/x", { method: "PUT", json: { b: 2 } })).toEqual({ a: 1 });
  const init = vi.mocked(fetch).mock.calls[0]?.[1];
  expect(init).toMatchObject({ method: "PUT", body: '{"b":2}' });
  expect(new Headers(init?.headers).get("content-type")).toBe("application/json");
  answer(null, { status: 204 });
  expect(await request("/api/x")).toBeUndefined();
});

it("throws the server's own problem", async () => {
  answer('{"error":{"code":"forbidden","message":"No."}}', { status: 403 });
  expect(await problem(request("/api/x"))).toEqual({ code: "forbidden", message: "No." });
});

it.each(["<html>", "", '"x'])("says that %j is not what it asked for", async (body) => {
  answer(body, { status: 502 });
  expect(await problem(request("/api/x"))).toMatchObject({ code: "unexpected-shape" });
});

it.each(["null", "{}", '{"error":{"code":"nonsense"}}'])("survives an error that is %s", async (body) => {
  answer(body, { status: 500 });
  expect(await problem(request("/api/x"))).toEqual({ code: "internal", message: "Castor answered 500." });
});

it("says that Castor does not answer, but lets an abort be an abort", async () => {
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("fetch failed")));
  expect(await problem(request("/api/x"))).toEqual({ code: "unreachable", message: "Castor does not answer." });
  await expect(request("/api/x", { signal: AbortSignal.abort() })).rejects.toThrow(TypeError);
});

it.each(["//elsewhere.example/x", "https://elsewhere.example/", "api"])("never goes to %s", async (path) => {
  expect(await problem(request(path))).toMatchObject({ code: "invalid" });
});
