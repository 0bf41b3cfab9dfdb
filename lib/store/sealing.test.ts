import { describe, expect, it } from "vitest";
import { createSeal } from "./sealing";

describe("a sealed text", () => {
  const seal = createSeal("q8Zt4nLwXv0RbE2sHy7KcJ5mUa9PdGf3");
  const sealed = seal.seal("the refresh token", "session-1");

  it("opens with the same secret for the same session", () => {
    expect(seal.open(sealed, "session-1")).toBe("the refresh token");
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("refresh");
  });

  it("is another each time", () => {
    expect(seal.seal("the refresh token", "session-1")).not.toBe(sealed);
  });

  it("stays shut for another session, another secret, and when altered anywhere", () => {
    expect(seal.open(sealed, "session-2")).toBeUndefined();
    expect(createSeal("another secret of thirty-two letters").open(sealed, "session-1")).toBeUndefined();
    const bytes = Buffer.from(sealed, "base64url");
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(seal.open(altered.toString("base64url"), "session-1")).toBeUndefined();
    }
    expect(seal.open("", "session-1")).toBeUndefined();
  });
});
