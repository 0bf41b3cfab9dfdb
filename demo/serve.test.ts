import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hugeSize, slowness, withFaults, type Fault } from "./fault";
import { serveUpstream, type Upstream } from "./serve";

const open: Upstream[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((upstream) => upstream.close()));
});

async function serving(fault: Fault = "ok"): Promise<Upstream> {
  const upstream = await serveUpstream({ id: "pollux/prometheus", port: 0, listener: (_req, res) => res.end("pong") });
  open.push(upstream);
  await upstream.setFault(fault);
  return upstream;
}

const cause = async (request: Promise<Response>) => request.then(() => "answered", (error: Error) => (error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.name);

describe("an upstream without a fault", () => {
  it("answers as its listener does", async () => {
    const { url } = await serving();
    expect(await (await fetch(url)).text()).toBe("pong");
  });

  it("takes the next free port when its own is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const upstream = await serveUpstream({ id: "x", port, listener: (_req, res) => res.end() });
    open.push(upstream);
    expect(upstream.port).toBeGreaterThan(port);
    other.close();
  });

  it("refuses to listen beyond loopback", async () => {
    await expect(serveUpstream({ id: "x", host: "0.0.0.0", port: 0, listener: () => undefined })).rejects.toThrow("loopback");
  });
});

describe("a fault", () => {
  it("stopped refuses connections, and the same address answers again afterwards", async () => {
    const upstream = await serving("stopped");
    expect(await cause(fetch(upstream.url))).toBe("ECONNREFUSED");
    await upstream.setFault("ok");
    expect((await fetch(upstream.url)).status).toBe(200);
  });

  it("stopped cuts requests that are being answered", async () => {
    const upstream = await serveUpstream({ id: "x", port: 0, listener: (_req, res) => void res.write("first ") });
    open.push(upstream);
    const response = await fetch(upstream.url);
    const whole = response.text().then(() => "whole", () => "cut");
    await upstream.setFault("stopped");
    expect(await whole).toBe("cut");
  });

  it("hang accepts and never answers, until it ends", async () => {
    const upstream = await serving("hang");
    const asked = cause(fetch(upstream.url));
    const outcome = await Promise.race([asked, new Promise((resolve) => setImmediate(resolve, "waiting"))]);
    expect(outcome).toBe("waiting");
    await upstream.setFault("ok");
    expect(await asked).not.toBe("answered");
    expect(await (await fetch(upstream.url)).text()).toBe("pong");
  });

  it("error answers 500", async () => {
    const { url } = await serving("error");
    expect((await fetch(url)).status).toBe(500);
  });

  it("html answers a sign-in page with 200", async () => {
    const response = await fetch((await serving("html")).url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(await response.text()).toContain("Sign in");
  });

  it("huge streams far more than anyone asked for, and stops when the reader leaves", async () => {
    const response = await fetch((await serving("huge")).url);
    const reader = response.body!.getReader();
    let seen = 0;
    while (seen < 8 * 1024 * 1024) seen += (await reader.read()).value?.length ?? 0;
    await reader.cancel();
    expect(seen).toBeLessThan(hugeSize);
  });

  it("garbage is no JSON even when JSON is asked for", async () => {
    const response = await fetch((await serving("garbage")).url, { headers: { accept: "application/json" } });
    expect(response.headers.get("content-type")).toContain("json");
    await expect(response.json()).rejects.toThrow();
  });

  it("slow answers late, and as usual", () => {
    vi.useFakeTimers();
    const listener = vi.fn();
    withFaults(listener, () => "slow")({} as IncomingMessage, { destroyed: false } as ServerResponse);
    vi.advanceTimersByTime(slowness - 1);
    expect(listener).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(listener).toHaveBeenCalledOnce();
    vi.useRealTimers();
  });

  it("many changes at once end in the last one", async () => {
    const upstream = await serving();
    await Promise.all([upstream.setFault("stopped"), upstream.setFault("error"), upstream.setFault("stopped"), upstream.setFault("ok")]);
    expect(upstream.fault).toBe("ok");
    expect((await fetch(upstream.url)).status).toBe(200);
  });
});
