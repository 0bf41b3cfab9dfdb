import { describe, expect, it } from "vitest";
import { readUrl } from "./read-url";

describe("a text as an address", () => {
  it("is read alike however often it was read before, umlauts too", () => {
    const read = Array.from({ length: 100_000 }, () => readUrl("https://münchen.example/ü")?.hostname);
    expect(new Set(read)).toEqual(new Set(["xn--mnchen-3ya.example"]));
  });

  it("is none where it is none, and stands below its base", () => {
    expect(readUrl("elog.example.org")).toBeUndefined();
    expect(readUrl("/a?b", "https://castor.example.org")?.href).toBe("https://castor.example.org/a?b");
  });
});
