import { describe, expect, it } from "vitest";
import type { Person } from "@/lib/model";
import type { ClusterSettings } from "@/lib/settings";
import { createIdentities } from "./identity";

const ada: Person = { id: "https://i#ada", name: "Ada", username: "ada", groups: ["staff"], admin: false };
const cluster = (identity: "impersonate" | "id-token") => ({ title: "Pollux", kubernetes: { via: "in-cluster", identity, revealSecrets: false } }) as Pick<ClusterSettings, "title" | "kubernetes">;
const token = (seconds: number, about = "x") => `h.${Buffer.from(JSON.stringify({ exp: seconds, about })).toString("base64url")}.s`;

/** Sessions by cookie: each with its ID token. */
function identities(tokens: Map<string, string | undefined>) {
  return createIdentities({ person: async (cookie) => (tokens.has(cookie ?? "") ? { ...ada } : undefined), idToken: async (cookie) => tokens.get(cookie ?? "") }, () => 1_000_000);
}

describe("in whose name a cluster is asked", () => {
  it("is by impersonation unless its settings say otherwise", async () => {
    const known = identities(new Map([["a", token(2_000)]]));
    const person = await known.person("a");
    expect(await known.headers(person ?? ada, cluster("impersonate"))).toEqual({ "impersonate-user": "ada", "impersonate-group": ["staff", "system:authenticated"] });
    await expect(known.headers({ ...ada, username: "system:serviceaccount:kube-system:x" }, cluster("impersonate"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is by the session's own token, as it is at each request", async () => {
    const tokens = new Map([["a", token(2_000, "first")]]);
    const known = identities(tokens);
    const person = (await known.person("a")) ?? ada;
    expect(await known.headers(person, cluster("id-token"))).toEqual({ authorization: `Bearer ${token(2_000, "first")}` });
    tokens.set("a", token(3_000, "second"));
    expect(await known.headers(person, cluster("id-token"))).toEqual({ authorization: `Bearer ${token(3_000, "second")}` });
  });

  it("is nobody's without a token in force: Castor's own rights never stand in", async () => {
    for (const found of [undefined, token(999), "nonsense", "a.bm90IGpzb24.c", `h.${Buffer.from("null").toString("base64url")}.s`]) {
      const known = identities(new Map([["a", found]]));
      const person = (await known.person("a")) ?? ada;
      await expect(known.headers(person, cluster("id-token"))).rejects.toMatchObject({ code: "unauthorized", message: expect.stringContaining("sign in again") as string });
    }
    await expect(identities(new Map()).headers(ada, cluster("id-token"))).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("goes on with another session of the same person and rights, never with anybody else's", async () => {
    const tokens = new Map<string, string | undefined>([["one", token(2_000, "one")], ["two", token(2_000, "two")]]);
    const known = identities(tokens);
    const [one] = [await known.person("one"), await known.person("two")];
    tokens.set("one", undefined);
    expect(await known.headers(one ?? ada, cluster("id-token"))).toEqual({ authorization: `Bearer ${token(2_000, "two")}` });
    for (const other of [{ ...ada, id: "https://i#bob" }, { ...ada, groups: ["staff", "admins"] }]) {
      await expect(known.headers(other, cluster("id-token"))).rejects.toMatchObject({ code: "unauthorized" });
    }
  });
});
