import { describe, expect, it } from "vitest";
import { isAllowed } from "./access";

const person = (groups: string[], admin = false) => ({ id: "issuer#1", name: "A", username: "a", groups, admin });

describe("isAllowed", () => {
  it("lets every signed-in person have what no group guards", () => {
    expect(isAllowed(person([]), [])).toBe(true);
  });

  it("refuses a person in none of the groups, and similar names do not help", () => {
    expect(isAllowed(person(["i22", "i22-beamline-guests", "I22-BEAMLINE", "/i22-beamline"]), ["i22-beamline"])).toBe(false);
  });

  it("lets members and administrators in", () => {
    expect(isAllowed(person(["/team/a"]), ["x", "/team/a"])).toBe(true);
    expect(isAllowed(person([], true), ["x"])).toBe(true);
  });
});
