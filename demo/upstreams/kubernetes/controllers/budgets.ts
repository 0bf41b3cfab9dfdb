import { dig, numberAt } from "../json-value";
import { timestamp } from "../kind";
import { fits } from "../label-selector";
import { budgetOf } from "../subresources/eviction";
import { ids } from "./ids";
import type { Plane } from "./plane";
import { isPodReady, withCondition } from "./pod-state";

/** Says of each PodDisruptionBudget how many of its pods may be disturbed. */
export function startBudgets(plane: Plane): void {
  const { store, time } = plane;
  const reconcile = (namespace: string, name: string): void => {
    const budget = store.get(ids.budgets, namespace, name);
    if (budget === undefined) return;
    const { healthy, needed, expected, allowed } = budgetOf(store, budget);
    const conditions = withCondition([], "DisruptionAllowed", { status: allowed > 0 ? "True" : "False", reason: allowed > 0 ? "SufficientPods" : "InsufficientPods", message: "" }, timestamp(time.now()));
    const same = numberAt(budget, "status", "disruptionsAllowed") === allowed && dig(budget, "status", "conditions") !== undefined;
    plane.status(ids.budgets, budget, {
      currentHealthy: healthy,
      desiredHealthy: needed,
      disruptionsAllowed: allowed,
      expectedPods: expected,
      observedGeneration: numberAt(budget, "metadata", "generation") ?? 1,
      conditions: same ? dig(budget, "status", "conditions") : conditions.map((condition) => ({ ...condition, observedGeneration: numberAt(budget, "metadata", "generation") ?? 1 })),
    });
  };
  const later = (namespace: string | undefined, name: string) => time.soon(`budget ${namespace ?? ""}/${name}`, () => reconcile(namespace ?? "", name));
  for (const { metadata } of store.list(ids.budgets)) later(metadata.namespace, metadata.name);
  plane.on(ids.budgets, ({ type, object }) => {
    if (type !== "DELETED") later(object.metadata.namespace, object.metadata.name);
  });
  plane.on(ids.pods, ({ object, previous, type }) => {
    if (type === "MODIFIED" && previous !== undefined && isPodReady(previous) === isPodReady(object)) return;
    for (const budget of store.list(ids.budgets, object.metadata.namespace)) if (fits(dig(budget, "spec", "selector"), object.metadata.labels)) later(budget.metadata.namespace, budget.metadata.name);
  });
}
