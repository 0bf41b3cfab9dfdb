import { stringify } from "yaml";
import type { RuleGroup } from "./rules-declaration";

/** The rules as the file that a real Prometheus, or `promtool check rules`, reads. */
export function rulesYaml(groups: readonly RuleGroup[]): string {
  return stringify(
    { groups: groups.map(({ name, interval, rules }) => ({ name, interval: `${interval / 1000}s`, rules })) },
    { lineWidth: 0 },
  );
}
