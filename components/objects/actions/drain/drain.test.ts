import { describe, expect, it } from "vitest";
import type { Refusal } from "../refusal";
import { drain, drainCount, type DrainProgress, type DrainWorld } from "./drain";
import { agreed, podsOnNode, staysBecause, type DrainPod } from "./pod";
import { evictionRequest } from "./world";

const pod = (name: string, more: Partial<DrainPod> = {}): DrainPod => ({
  ...{ uid: `uid-${name}`, namespace: "p47-beamline", name, owner: { kind: "StatefulSet", name: "ioc" } },
  ...{ mirror: false, finished: false, deleting: false, emptyDir: false },
  ...more,
});
const refusal = (kind: Refusal["kind"], more: Partial<Refusal> = {}): Refusal => ({ kind, sentence: `It is ${kind}.`, details: [], causes: [], ...more });

/** A node whose pods leave `leaves` ms after their eviction; its clock moves only by waiting. */
function node(start: readonly DrainPod[], { evict = () => undefined, leaves = 3_000 }: { readonly evict?: (pod: DrainPod, at: number) => Refusal | undefined; readonly leaves?: number } = {}) {
  let now = 0;
  const asked: string[] = [];
  const on = new Map(start.map((one) => [one.uid, { pod: one, ends: Infinity }]));
  const world: DrainWorld = {
    now: () => now,
    wait: async (ms) => {
      now += ms;
    },
    cordon: async () => {
      asked.push("cordon");
      return undefined;
    },
    pods: async () => {
      for (const [uid, { ends }] of on) if (ends <= now) on.delete(uid);
      return [...on.values()].map(({ pod: one, ends }) => ({ ...one, deleting: one.deleting || ends < Infinity }));
    },
    evict: async (one) => {
      asked.push(one.name);
      const refused = evict(one, now);
      const entry = on.get(one.uid);
      if (refused === undefined && entry !== undefined) on.set(one.uid, { ...entry, ends: now + leaves });
      return refused;
    },
  };
  return { world, asked, at: () => now };
}

const none = { deleteEmptyDir: false, deleteUnmanaged: false };
async function run(world: DrainWorld, choice = none, control = new AbortController(), watch: (progress: DrainProgress) => void = () => undefined) {
  const seen: DrainProgress[] = [];
  const end = await drain(world, choice, (progress) => { seen.push(progress); watch(progress); }, control.signal);
  return { end, seen, states: Object.fromEntries(end.entries.map(({ pod: { name }, state }) => [name, state.status])) };
}

describe("draining a node", () => {
  it("keeps new pods away first, then evicts one after the other and waits until they have left", async () => {
    const { world, asked, at } = node([pod("a"), pod("b")]);
    const { end, states } = await run(world);
    expect(asked).toEqual(["cordon", "a", "b"]);
    expect(states).toEqual({ a: "gone", b: "gone" });
    expect(end.phase).toBe("done");
    expect(drainCount(end)).toEqual({ left: 2, of: 2 });
    expect(at()).toBeGreaterThanOrEqual(3_000);
  });

  it("leaves DaemonSets' and static pods alone, and those that the person did not agree to lose", async () => {
    const { owner: _, ...lone } = pod("lone");
    const cache = pod("cache", { emptyDir: true });
    const { world, asked } = node([pod("ds", { owner: { kind: "DaemonSet", name: "node-exporter" } }), pod("static", { mirror: true }), cache, lone, pod("c")]);
    const { states, end } = await run(world);
    expect(asked).toEqual(["cordon", "c"]);
    expect(states).toEqual({ ds: "stays", static: "stays", cache: "stays", lone: "stays", c: "gone" });
    expect(end.phase).toBe("done");
    const second = node([cache, lone]);
    expect((await run(second.world, { deleteEmptyDir: true, deleteUnmanaged: true })).states).toEqual({ cache: "gone", lone: "gone" });
  });

  it("waits for a budget, says which, and lets the others go meanwhile", async () => {
    const budget = refusal("budget", { details: ["The disruption budget ioc needs 1 healthy pods and has 1 currently."] });
    const { world, asked, at } = node([pod("held"), pod("free")], { evict: ({ name }, now) => (name === "held" && now < 12_000 ? budget : undefined) });
    const { states, seen } = await run(world);
    expect(asked.slice(0, 3)).toEqual(["cordon", "held", "free"]);
    expect(asked.filter((name) => name === "held").length).toBe(3);
    expect(states).toEqual({ held: "gone", free: "gone" });
    expect(at()).toBeGreaterThanOrEqual(12_000);
    const blocked = seen.flatMap(({ entries }) => entries.flatMap(({ state }) => (state.status === "blocked" ? [state] : [])));
    expect(blocked[0]?.why).toEqual(["The disruption budget ioc needs 1 healthy pods and has 1 currently."]);
    expect(new Set(blocked.map(({ since }) => since)).size).toBe(1);
  });

  it("waits as long as Kubernetes asks for", async () => {
    const { world, asked } = node([pod("a")], { evict: (_, now) => (now < 30_000 ? refusal("budget", { retryAfter: 30 }) : undefined) });
    await run(world);
    expect(asked.filter((name) => name === "a")).toHaveLength(2);
  });

  it("goes on where one cannot be evicted at all, and tells which", async () => {
    const { world } = node([pod("a"), pod("b")], { evict: ({ name }) => (name === "a" ? refusal("trouble") : undefined) });
    const { states, end } = await run(world);
    expect(states).toEqual({ a: "failed", b: "gone" });
    expect(drainCount(end)).toEqual({ left: 1, of: 2 });
  });

  it("takes one that is gone already for gone", async () => {
    const { world } = node([pod("a")], { evict: () => refusal("gone") });
    expect((await run({ ...world, pods: async () => [pod("a")] })).states).toEqual({ a: "gone" });
  });

  it("stops when asked, evicting nobody else", async () => {
    const control = new AbortController();
    const { world, asked } = node([pod("a"), pod("b"), pod("c")], {
      evict: ({ name }) => {
        if (name === "a") control.abort();
        return undefined;
      },
    });
    const { end, states } = await run(world, none, control);
    expect(asked).toEqual(["cordon", "a"]);
    expect(end.phase).toBe("stopped");
    expect(states).toEqual({ a: "leaving", b: "waiting", c: "waiting" });
  });

  it("evicts nobody from a node that could not be cordoned, or whose pods may not be listed", async () => {
    const first = node([pod("a")]);
    const { end } = await run({ ...first.world, cordon: async () => refusal("forbidden") });
    expect([end.phase, end.refusal?.kind, first.asked]).toEqual(["failed", "forbidden", []]);
    const second = node([pod("a")]);
    expect((await run({ ...second.world, pods: async () => refusal("forbidden") })).end.phase).toBe("failed");
  });

  it("does not take a list that failed for an empty node", async () => {
    const { world } = node([pod("a")]);
    let looks = 0;
    const { end, states } = await run({ ...world, pods: async () => ((looks += 1) % 2 === 1 ? refusal("castor") : world.pods()) });
    expect([end.phase, states]).toEqual(["done", { a: "gone" }]);
  });
});

describe("a pod on a node", () => {
  const item = (more: object = {}, meta: object = {}) => ({ metadata: { uid: "u", namespace: "n", name: "x", ...meta }, spec: { nodeName: "n1" }, status: { phase: "Running" }, ...more });

  it("is read from the API's list, and only where it is on this node", () => {
    const owner = { ownerReferences: [{ kind: "ReplicaSet", name: "rs", controller: true }] };
    expect(podsOnNode({ items: [item({}, owner), item({ spec: { nodeName: "n2" } }), {}, item({ spec: { nodeName: "n1", volumes: [{ emptyDir: {} }] } })] }, "n1")).toEqual([
      { uid: "u", namespace: "n", name: "x", owner: { kind: "ReplicaSet", name: "rs" }, mirror: false, finished: false, deleting: false, emptyDir: false },
      { uid: "u", namespace: "n", name: "x", mirror: false, finished: false, deleting: false, emptyDir: true },
    ]);
    for (const body of [undefined, null, {}, { items: "x" }]) expect(podsOnNode(body, "n1")).toEqual([]);
  });

  it("that has run to its end leaves without a question, even a DaemonSet's", () => {
    const finished = pod("x", { finished: true, emptyDir: true, owner: { kind: "DaemonSet", name: "d" } });
    expect([staysBecause(finished), agreed(finished, none)]).toEqual([undefined, true]);
  });

  it("without an owner and with data needs both agreements", () => {
    const { owner: _, ...lone } = pod("x", { emptyDir: true });
    expect([agreed(lone, { deleteEmptyDir: false, deleteUnmanaged: true }), agreed(lone, { deleteEmptyDir: true, deleteUnmanaged: true })]).toEqual([false, true]);
  });

  it("is evicted by its uid, through the eviction subresource", () => {
    const { path, method, body } = evictionRequest(pod("ioc-0"));
    expect([method, path]).toEqual(["POST", "/api/v1/namespaces/p47-beamline/pods/ioc-0/eviction"]);
    expect(JSON.parse(body ?? "")).toEqual({ apiVersion: "policy/v1", kind: "Eviction", metadata: { name: "ioc-0", namespace: "p47-beamline" }, deleteOptions: { preconditions: { uid: "uid-ioc-0" } } });
  });
});
