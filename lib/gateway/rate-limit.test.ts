import { describe, expect, it } from "vitest";
import { createRateLimit } from "./rate-limit";

describe("a rate limit", () => {
  it("lets so many through, then says how long to wait", async () => {
    const limit = createRateLimit(3);
    for (let i = 0; i < 3; i += 1) expect(await limit.take("10.0.0.1")).toBeUndefined();
    const wait = await limit.take("10.0.0.1");
    expect(wait).toBeGreaterThanOrEqual(1);
    expect(wait).toBeLessThanOrEqual(60);
    expect(Number.isInteger(wait)).toBe(true);
  });

  it("counts each for itself", async () => {
    const limit = createRateLimit(1);
    await limit.take("10.0.0.1");
    expect(await limit.take("10.0.0.1")).toBeDefined();
    expect(await limit.take("10.0.0.2")).toBeUndefined();
  });

  it("shares nothing with another limit", async () => {
    await createRateLimit(1).take("ada");
    expect(await createRateLimit(1).take("ada")).toBeUndefined();
  });

  it("takes any name, those of an object's own functions too", async () => {
    const limit = createRateLimit(1);
    expect(await limit.take("__proto__")).toBeUndefined();
    expect(await limit.take("constructor")).toBeUndefined();
    expect(await limit.take("")).toBeUndefined();
    expect(await limit.take("__proto__")).toBeDefined();
  });
});
