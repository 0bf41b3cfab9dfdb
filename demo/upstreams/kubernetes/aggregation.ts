import { isObject, listAt } from "./json-value";
import type { KubeObject } from "./kind";
import { fits } from "./label-selector";

/** A ClusterRole with the rules of all roles that its aggregationRule collects; every other one as it is. */
export function aggregated(role: KubeObject, all: readonly KubeObject[]): KubeObject {
  if (!isObject(role.aggregationRule)) return role;
  const selectors = listAt(role.aggregationRule, "clusterRoleSelectors");
  const collected = all.filter((each) => each.metadata.name !== role.metadata.name && selectors.some((selector) => fits(selector, each.metadata.labels)));
  return { ...role, rules: collected.flatMap((each) => listAt(each, "rules")) };
}
