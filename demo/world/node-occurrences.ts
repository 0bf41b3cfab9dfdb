import { second, stretches } from "../scenarios/window";
import { troublesOf } from "./conditions";
import type { Condition } from "./conditions";
import type { WorldNode } from "./node";
import type { Involved, Occurrence } from "./occurrence";

/** What a kubelet does about a shortage: it says so every ten seconds of the first three minutes. */
const reclaiming: Readonly<Partial<Record<Condition["type"], string>>> = {
  MemoryPressure: "Attempting to reclaim memory",
  DiskPressure: "Attempting to reclaim ephemeral-storage",
};

const turns: Readonly<Partial<Record<Condition["type"], readonly [bad: string, good: string]>>> = {
  Ready: ["NodeNotReady", "NodeReady"],
  MemoryPressure: ["NodeHasInsufficientMemory", "NodeHasSufficientMemory"],
  DiskPressure: ["NodeHasDiskPressure", "NodeHasNoDiskPressure"],
};

/** Everything reported about a node's troubles in (from, to]. */
export function nodeOccurrences(node: WorldNode, from: number, to: number): Occurrence[] {
  const about: Involved = { kind: "Node", apiVersion: "v1", name: node.name, uid: node.name };
  const list: Occurrence[] = [];
  for (const [type, trouble] of Object.entries(troublesOf(node)) as [Condition["type"], { period: number; start: number; end: number }][]) {
    const [bad = type, good = type] = turns[type] ?? [];
    for (const stretch of stretches(trouble, from, to)) {
      const say = (kind: Occurrence["type"], reason: string, message: string, seen: readonly number[], component = "kubelet") => {
        const past = seen.filter((moment) => moment > from && moment <= to);
        if (past.length > 0) list.push({ type: kind, reason, message, about, component, ...(component === "kubelet" && { host: node.name }), seen: past });
      };
      say("Normal", bad, `Node ${node.name} status is now: ${bad}`, [stretch.from], type === "Ready" ? "node-controller" : "kubelet");
      const message = reclaiming[type];
      if (message !== undefined) say("Warning", "EvictionThresholdMet", message, Array.from({ length: 18 }, (_, n) => stretch.from + n * 10 * second).filter((moment) => moment < stretch.to));
      say("Normal", good, `Node ${node.name} status is now: ${good}`, [stretch.to]);
    }
  }
  for (const failure of node.failures.list()) {
    const turn = (reason: string, component: string, at: number) => {
      if (at > from && at <= to) list.push({ type: "Normal", reason, message: `Node ${node.name} status is now: ${reason}`, about, component, ...(component === "kubelet" && { host: node.name }), seen: [at] });
    };
    turn("NodeNotReady", "node-controller", failure.from);
    turn("NodeReady", "kubelet", failure.to);
  }
  return list;
}
