import { describe, expect, it } from "vitest";
import { createVerdicts } from "./verdicts";

describe("what is known of headers' names", () => {
  it("is decided once for each name, and no memory grows with names that attackers make up", () => {
    const decided: string[] = [];
    const verdict = createVerdicts((name) => decided.push(name) > 0 && name.length > 1, 2);
    expect(["ab", "a", "ab", "a", "abc", "abc"].map(verdict)).toEqual([true, false, true, false, true, true]);
    expect(decided).toEqual(["ab", "a", "abc", "abc"]);
  });
});
