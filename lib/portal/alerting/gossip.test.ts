import { describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model";
import type { AlertSource } from "@/lib/model/alerting";
import type { Alertmanager } from "@/lib/tools/alertmanager";
import { askGroups, gossipGroups, partOf } from "./gossip";

const manager = (name: string) => ({ name }) as Alertmanager;
const source = (name: string, gossip?: readonly [own: string, ...peers: string[]], problem?: string): AlertSource => ({
  ...{ name, kind: "alertmanager" },
  ...(gossip === undefined ? {} : { gossip: { status: "ready", name: gossip[0], peers: gossip } }),
  ...(problem === undefined ? {} : { problem }),
});
const names = (groups: ReturnType<typeof gossipGroups>) => groups.map((group) => group.map(({ name }) => name).join(" "));
const managers = ["a", "b", "c", "d"].map(manager);

describe("Alertmanagers", () => {
  it("that name the same peers are one group, whoever names whom, and those alone are their own", () => {
    expect(names(gossipGroups(managers, [source("a", ["1", "2"]), source("b", ["3"]), source("c", ["2", "1"]), source("d")]))).toEqual(["a c", "b", "d"]);
    expect(names(gossipGroups(managers, [source("a", ["1"]), source("b", ["2"]), source("c", ["1", "2"]), source("d", ["", ""])]))).toEqual(["a c b", "d"]);
    expect(names(gossipGroups(managers, []))).toEqual(["a", "b", "c", "d"]);
  });

  it("that do not answer are asked last", () => {
    expect(names(gossipGroups(managers.slice(0, 2), [source("a", ["1", "2"], "down"), source("b", ["2", "1"])]))).toEqual(["b a"]);
  });

  it("of a group are asked one after the other until one can be reached, but nobody after one that may have done it", async () => {
    const ask = (codes: Readonly<Record<string, "unreachable" | "timeout" | "invalid">>) => async (one: Alertmanager) => {
      const code = codes[one.name];
      if (code !== undefined) throw new CastorError(code, `${one.name} failed.`);
      return one.name;
    };
    const pair = [[manager("a"), manager("b")]];
    expect((await askGroups(pair, ask({ a: "unreachable" })))[0]?.value).toBe("b");
    expect((await askGroups(pair, ask({ a: "timeout" })))[0]?.error?.message).toBe("a failed.");
    expect((await askGroups(pair, ask({ a: "invalid" })))[0]?.error?.code).toBe("invalid");
    expect((await askGroups(pair, ask({ a: "unreachable", b: "unreachable" })))[0]?.error?.message).toBe("b failed.");
  });

  it("that did only a part of it are told apart", async () => {
    const outcomes = [{ group: [manager("a"), manager("b")], value: 1 }, { group: [manager("c")], error: new CastorError("unreachable", "c cannot be reached.") }];
    expect(partOf(outcomes, { done: "It was made", not: "It was not made" })).toMatchObject({ code: "unreachable", message: "It was made in a and b, but not everywhere. c: c cannot be reached." });
    expect(partOf(outcomes.slice(1), { done: "It was made", not: "It was not made" })?.message).toBe("It was not made. c cannot be reached.");
    expect(partOf(outcomes.slice(0, 1), { done: "", not: "" })).toBeUndefined();
  });
});
