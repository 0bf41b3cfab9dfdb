import { expect, it } from "vitest";
import type { AttentionItem, PanelState } from "@/lib/model";
import { overview } from "./merge";

const item = (id: string, severity: AttentionItem["severity"], since?: number): AttentionItem => ({
  id,
  cluster: "pollux",
  severity,
  title: id,
  href: "/",
  ...(since === undefined ? {} : { since }),
});
const ok = (...value: AttentionItem[]): PanelState<readonly AttentionItem[]> => ({ status: "ok", value, at: 0, every: 1 });
const problem = { code: "unreachable", message: "It does not answer." } as const;

it("puts the worst first and of two equally bad the newer", () => {
  const { items } = overview([
    { cluster: "a", title: "A", state: ok(item("notice", "info", 9), item("old", "critical", 1)) },
    { cluster: "b", title: "B", state: ok(item("new", "critical", 5), item("undated", "critical"), item("warning", "warning", 9)) },
  ]);
  expect(items.map(({ id }) => id)).toEqual(["new", "old", "undated", "warning", "notice"]);
});

it("keeps the last word of a cluster that went silent, and names it", () => {
  const found = overview([
    { cluster: "a", title: "A", state: { status: "stale", value: [item("x", "warning")], at: 0, every: 1, problem } },
    { cluster: "b", title: "B", state: { status: "failed", problem } },
    { cluster: "c", title: "C", state: ok() },
  ]);
  expect(found.items.map(({ id }) => id)).toEqual(["x"]);
  expect(found.unseen).toEqual(["A", "B"]);
  expect(found.blind).toBe(false);
});

it("waits only until the first cluster has spoken", () => {
  const silent = { cluster: "a", title: "A", state: { status: "loading" } } as const;
  expect(overview([silent]).waiting).toBe(true);
  expect(overview([silent, { cluster: "b", title: "B", state: ok() }]).waiting).toBe(false);
});
