import { expect, it } from "vitest";
import { asked, readSearch, toggled, triagePath, writeSearch } from "./triage-search";

it("survives the way into the address and back, and says nothing where nothing was chosen", () => {
  const search = { clusters: ["argus", "pollux"], filter: 'namespace=~"p47.*" a+b & c', open: { "pollux/node/p47-srv-01": 100, "pollux/target/10.0.0.1%3A9100": 50 }, most: 120 };
  expect(readSearch(writeSearch(search))).toEqual(search);
  expect(writeSearch(readSearch(""))).toBe("");
  expect(triagePath(readSearch("filter=%20crit%20"))).toBe("/api/triage?filter=crit");
});

it("opens a group that a link names without a number", () => {
  expect(readSearch("open=pollux/node/a").open).toEqual({ "pollux/node/a": 50 });
});

it("leaves out what is no sensible question", () => {
  expect(readSearch(`most=lots&open=&open=a:999999&open=b:7&filter=${"x".repeat(2_000)}`)).toMatchObject({ most: 30, open: { "a:999999": 50, b: 50 } });
  expect(readSearch("most=100000").most).toBe(600);
  expect(readSearch(`filter=${"x".repeat(2_000)}`).filter).toHaveLength(1_000);
  expect(Object.keys(readSearch(Array.from({ length: 99 }, (_, index) => `open=g${index}`).join("&")).open)).toHaveLength(30);
});

it("asks only of clusters that the person sees, and on a cluster's own page of no other", () => {
  const clusters = [{ id: "argus" }, { id: "pollux" }];
  expect(asked(readSearch("cluster=secret&cluster=pollux"), clusters, false).clusters).toEqual(["pollux"]);
  expect(asked(readSearch("cluster=argus"), [{ id: "pollux" }], true).clusters).toEqual(["pollux"]);
});

it("opens and closes", () => {
  const open = toggled(readSearch(""), "g");
  expect(open.open).toEqual({ g: 50 });
  expect(toggled(open, "g").open).toEqual({});
});
