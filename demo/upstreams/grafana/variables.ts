import type { Dashboard, Variable } from "./dashboard";
import type { DataSource } from "./data-source";

/** A variable with what it may be and what it is. */
export interface Chosen {
  readonly variable: Variable;
  readonly options: readonly string[];
  /** Empty where nothing is chosen or there is nothing to choose; several of one that may have several. */
  readonly values: readonly string[];
}

/** How Grafana spells "all of them" in addresses. */
export const everything = "$__all";

/** What every variable of a dashboard is: as the address says, or else the first there is; each may depend on those before it. */
export async function choose({ templating }: Dashboard, query: URLSearchParams, source: DataSource): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  for (const variable of templating.list) {
    const options = await optionsOf(variable, chosen, source);
    const asked = query.getAll(`var-${variable.name}`).map((value) => (value === "All" && variable.includeAll ? everything : value)).filter((value) => value !== "");
    const [first] = options;
    const fallback = variable.includeAll ? [everything] : first === undefined ? [] : [first];
    chosen.push({ variable, options, values: asked.length === 0 ? fallback : variable.multi ? asked : asked.slice(0, 1) });
  }
  return chosen;
}

async function optionsOf(variable: Variable, before: readonly Chosen[], source: DataSource): Promise<readonly string[]> {
  if (variable.type === "datasource") return ["prometheus"];
  if (variable.type === "custom") return variable.query.split(",");
  const [, selector = "", label = ""] = /^label_values\((.+),\s*(\w+)\)$/.exec(variable.query) ?? [];
  return label === "" ? [] : source.labelValues(label, interpolate(selector, before, { interval: "", range: "" }));
}

const quoted = (value: string) => value.replace(/[\\"]/g, (sign) => `\\${sign}`);
/** A value as a pattern within a PromQL string. */
const pattern = (value: string) => value.replace(/[\\^$.|?*+()[\]{}]/g, (sign) => `\\\\${sign}`).replace(/"/g, '\\"');

/** Puts variables into a query: those of several values as a pattern, all others as they are, and nothing that ends the string they stand in. */
export function interpolate(query: string, chosen: readonly Chosen[], { interval, range }: { readonly interval: string; readonly range: string }): string {
  const built: Readonly<Record<string, string>> = { __rate_interval: interval, __interval: interval, __range: range };
  return query.replace(/\$(?:(\w+)|\{(\w+)(?::\w+)?\})/g, (whole, plain: string | undefined, braced: string | undefined) => {
    const name = plain ?? braced ?? "";
    const own = built[name];
    if (own !== undefined) return own;
    const found = chosen.find(({ variable }) => variable.name === name);
    if (found === undefined) return whole;
    if (!found.variable.multi) return quoted(found.values[0] ?? "");
    return found.values.includes(everything) ? ".*" : found.values.map(pattern).join("|");
  });
}
