import { describe, expect, it } from "vitest";
import type { Refusal } from "@/lib/gateway";
import { limitSignIns } from "./sign-in-limit";

function limited(most: number) {
  const told: Refusal[] = [];
  const start = () => Promise.resolve(new Response(null, { status: 303, headers: { location: "https://sso.example.org/" } }));
  const ask = limitSignIns({ start, most, publicUrl: "https://castor.example.org", refusals: { tell: (refusal) => void told.push(refusal) } });
  return { told, ask: (from: string, query = "") => ask(new Request(`http://localhost/sign-in${query}`, { headers: { "x-castor-from": from } })) };
}

describe("beginning to sign in", () => {
  it("is possible so often in a minute from one address, and from others still", async () => {
    const { ask } = limited(3);
    for (let i = 0; i < 3; i += 1) expect((await ask("192.0.2.1")).status).toBe(303);
    expect((await ask("192.0.2.1")).status).toBe(429);
    expect((await ask("192.0.2.2")).status).toBe(303);
  });

  it("says how long to wait, and leads on to the page that explains it", async () => {
    const { ask } = limited(1);
    await ask("192.0.2.1");
    const { status, headers } = await ask("192.0.2.1", "?to=/clusters/pollux%3Fx%3D1");
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect(headers.get("refresh")).toBe("0; url=https://castor.example.org/sign-in/problem?reason=too-often&to=%2Fclusters%2Fpollux%3Fx%3D1");
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("writes each refusal down once, without the query", async () => {
    const { ask, told } = limited(1);
    await ask("192.0.2.1");
    await ask("192.0.2.1", "?to=/secret");
    expect(told).toEqual([{ reason: "rate", place: "sign-in", sentence: "More than 1 sign-ins were begun from this address in a minute.", from: "192.0.2.1", method: "GET", path: "/sign-in" }]);
  });

  it("takes no other address because a browser has a whole network of them", async () => {
    const { ask } = limited(1);
    await ask("2001:db8::1");
    for (const from of ["2001:db8::2", "2001:0DB8:0:0:ffff::1", "2001:db8:0:0:1:2:3:4"]) expect((await ask(from)).status).toBe(429);
    expect((await ask("2001:db8:0:1::1")).status).toBe(303);
  });
});
