import { expect, it } from "vitest";
import { alert, group } from "./fixtures";
import { alertKey, byCluster, groupKey, nothingSelected, selectedAlert, selectedGroup, toggle, upToDate } from "./selection";

const one = alert("1");
const two = alert("2", { cluster: "argus" });
const node = group("node", { alerts: [one], counts: { firing: 1, pending: 0, suppressed: 0, resolved: 3 } });

it("takes a whole group in place of its alerts that were selected one by one", () => {
  const alerts = toggle(toggle(nothingSelected, alertKey(one), selectedAlert(one, "node")), alertKey(two), selectedAlert(two, "other"));
  expect([...toggle(alerts, groupKey(node), selectedGroup(node)).keys()]).toEqual([alertKey(two), groupKey(node)]);
});

it("does not count what is over", () => {
  expect(byCluster(toggle(nothingSelected, groupKey(node), selectedGroup(node)))).toEqual([{ cluster: "pollux", alerts: [], groups: ["node"], count: 1 }]);
});

it("keeps clusters apart: a silence belongs to one", () => {
  const both = toggle(toggle(nothingSelected, alertKey(one), selectedAlert(one, "node")), alertKey(two), selectedAlert(two, "other"));
  expect(byCluster(both).map(({ cluster, alerts }) => [cluster, alerts])).toEqual([["pollux", ["1"]], ["argus", ["2"]]]);
});

it("lets go of what is there no more, and follows a group as it grows", () => {
  const chosen = toggle(nothingSelected, groupKey(node), selectedGroup(node));
  expect(byCluster(upToDate(chosen, [{ ...node, counts: { ...node.counts, firing: 5 } }]))[0]?.count).toBe(5);
  expect(upToDate(chosen, []).size).toBe(0);
  const single = toggle(nothingSelected, alertKey(one), selectedAlert(one, "node"));
  expect(upToDate(single, [{ ...node, alerts: [{ ...one, state: "resolved" }] }]).size).toBe(0);
  expect(upToDate(single, [{ ...node, counts: { ...node.counts, firing: 80 }, alerts: [] }]).size).toBe(1);
  const { alerts: _, ...closed } = node;
  expect(upToDate(single, [closed]).size).toBe(1);
});
