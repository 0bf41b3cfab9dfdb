import { describe, expect, it } from "vitest";
import { groupsOf, personOfClaims } from "./claims";

const issuer = "https://sso.example.org/realms/lab";

describe("a person's groups", () => {
  it.each([
    ["a list", { groups: ["a", "b", "a"] }, "groups", ["a", "b"]],
    ["Keycloak paths, letter by letter", { groups: ["/team/a", "a"] }, "groups", ["/team/a", "a"]],
    ["a claim inside another", { realm_access: { roles: ["admin"] } }, "realm_access.roles", ["admin"]],
    ["a claim with dots in its own name", { "https://lab.org/groups": ["x"] }, "https://lab.org/groups", ["x"]],
    ["no group", { groups: [] }, "groups", []],
  ])("come from %s", (_, claims, path, groups) => {
    expect(groupsOf(claims, path)).toEqual({ groups });
  });

  it.each([
    ["a text, not even when it looks like a group", { groups: "castor-admins" }, "groups"],
    ["an object", { groups: { "castor-admins": true } }, "groups"],
    ["a claim that is missing", {}, "groups"],
    ["what every object inherits", {}, "constructor.name"],
    ["a path through a text", { a: "castor-admins" }, "a.0"],
  ])("are none for %s, and the log hears why", (_, claims, path) => {
    const { groups, doubt } = groupsOf(claims, path);
    expect(groups).toEqual([]);
    expect(doubt).toContain(path);
  });

  it("leave out what is no name, so that nothing odd reaches a header or the database", () => {
    const { groups, doubt } = groupsOf({ groups: ["good", 7, null, "", " spaced ", "new\nline", "nul\0", "x".repeat(300)] }, "groups");
    expect(groups).toEqual(["good"]);
    expect(doubt).toBeDefined();
  });
});

describe("a person", () => {
  it("is issuer and subject, whatever else changes", () => {
    expect(personOfClaims({ sub: "42", preferred_username: "ada", name: "Ada", email: "ada@x.org" }, issuer, ["g"])).toEqual({
      id: `${issuer}#42`,
      issuer,
      subject: "42",
      name: "Ada",
      username: "ada",
      email: "ada@x.org",
      groups: ["g"],
    });
  });

  it("has a name even when the provider tells none", () => {
    expect(personOfClaims({ sub: "42" }, issuer, [])).toMatchObject({ name: "42", username: "42" });
    expect(personOfClaims({ sub: "42", name: "\u0000", email: "a@x.org" }, issuer, [])).toMatchObject({ name: "a@x.org" });
  });

  it.each([undefined, "", 42, " 42", "4\n2", "x".repeat(256)])("is nobody with the subject %j", (sub) => {
    expect(personOfClaims({ sub }, issuer, [])).toBeUndefined();
  });
});
