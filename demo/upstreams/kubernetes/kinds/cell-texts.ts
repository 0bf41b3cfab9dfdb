import { isObject, listAt, objectAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";
import { orNone, wide } from "./define-kind";
import type { Shown } from "./define-kind";

/** Labels as kubectl prints them: sorted, `key=value`, separated by commas. */
export function labelsText(labels: Readonly<Record<string, unknown>>): string {
  return orNone(Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`).sort().join(","));
}

/** A selector of labels and expressions as kubectl prints it. */
export function selectorText(selector: unknown): string {
  const labels = Object.entries(objectAt(selector, "matchLabels")).map(([key, value]) => ({ key, text: `${key}=${String(value)}` }));
  const expressions = listAt(selector, "matchExpressions").map((expression) => {
    const key = textAt(expression, "key") ?? "";
    const values = listAt(expression, "values").map(String).sort().join(",");
    const operator = textAt(expression, "operator");
    const text = operator === "Exists" ? key : operator === "DoesNotExist" ? `!${key}` : `${key} ${operator === "NotIn" ? "notin" : "in"} (${values})`;
    return { key, text };
  });
  return orNone([...labels, ...expressions].sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ text }) => text).join(","));
}

/** Three of a list, and how many more there are. */
export function firstThree(list: readonly string[], none: string): string {
  if (list.length === 0) return none;
  return list.slice(0, 3).join(",") + (list.length > 3 ? ` + ${list.length - 3} more...` : "");
}

const each = (template: readonly string[], key: "name" | "image") => (object: KubeObject) =>
  listAt(object, ...template, "spec", "containers").map((container) => textAt(container, key) ?? "").join(",");

/** What `-o wide` shows of the containers in a pod template at a path. */
export function containerColumns(...template: readonly string[]): readonly Shown[] {
  return [wide("Containers", each(template, "name")), wide("Images", each(template, "image"))];
}

/** The selector that `-o wide` shows of a workload. */
export const selectorColumn: Shown = wide("Selector", ({ spec }) => selectorText(isObject(spec) ? spec.selector : undefined));

const modeWords: Readonly<Record<string, string>> = { ReadWriteOnce: "RWO", ReadOnlyMany: "ROX", ReadWriteMany: "RWX", ReadWriteOncePod: "RWOP" };

/** Access modes of a volume in short, in Kubernetes' order. */
export function accessModes(modes: readonly unknown[]): string {
  return Object.entries(modeWords).filter(([mode]) => modes.includes(mode)).map(([, word]) => word).join(",");
}

/** The addresses of a load balancer, sorted; `clipped` to what fits where the output is not wide. */
export function balancerAddresses(object: KubeObject, clipped: boolean): string {
  const addresses = listAt(object, "status", "loadBalancer", "ingress").map((entry) => textAt(entry, "ip") ?? textAt(entry, "hostname") ?? "").filter((address) => address !== "");
  const list = [...new Set(addresses)].sort().join(",");
  return clipped && list.length > 16 ? `${list.slice(0, 13)}...` : list;
}
