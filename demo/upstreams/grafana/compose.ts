import type { Dashboard, Panel, Unit, Variable } from "./dashboard";

/** A panel before it has a number and a place. */
export type PanelDraft = Omit<Panel, "id" | "gridPos"> & { readonly w: number; readonly h: number };

interface Look {
  /** Columns of 24. */
  readonly w?: number;
  /** Rows of 30 pixels. */
  readonly h?: number;
  readonly stacked?: boolean;
  readonly max?: number;
  readonly type?: Panel["type"];
}

/** A panel of one query, or of several by their legends. */
export function panel(title: string, unit: Unit, queries: string | Readonly<Record<string, string>>, { w = 12, h = 8, stacked = false, max, type = "timeseries" }: Look = {}): PanelDraft {
  const entries = typeof queries === "string" ? [["", queries] as const] : Object.entries(queries);
  return {
    type,
    title,
    w,
    h,
    targets: entries.map(([legendFormat, expr], index) => ({ refId: String.fromCharCode(65 + index), expr, ...(legendFormat !== "" && { legendFormat }) })),
    fieldConfig: { defaults: { unit, min: 0, ...(max !== undefined && { max }), custom: { stacking: { mode: stacked ? "normal" : "none" } } } },
  };
}

/** A heading between panels: it counts as a panel and has a number, too. */
export const row = (title: string): PanelDraft => ({ ...panel(title, "short", {}, { w: 24, h: 1 }), type: "row" });

/** Numbers panels from 1 and puts them one after the other into lines of 24 columns. */
function placed(drafts: readonly PanelDraft[]): readonly Panel[] {
  let x = 0;
  let y = 0;
  let deepest = 0;
  return drafts.map(({ w, h, ...rest }, index) => {
    if (x + w > 24) {
      x = 0;
      y += deepest;
      deepest = 0;
    }
    const made = { ...rest, id: index + 1, gridPos: { h, w, x, y } };
    x += w;
    deepest = Math.max(deepest, h);
    return made;
  });
}

const variable = (name: string, of: Pick<Variable, "type" | "query" | "current"> & Partial<Variable>): Variable => ({ name, hide: 0, includeAll: false, multi: false, refresh: 2, ...of });

/** The first two variables of every dashboard of kubernetes-mixin: the second is empty where there is one cluster. */
export const dataSource: readonly Variable[] = [
  variable("datasource", { type: "datasource", label: "Data source", query: "prometheus", current: { text: "Prometheus", value: "prometheus" } }),
  variable("cluster", { type: "query", query: "label_values(up, cluster)", hide: 2, current: { text: "", value: "" } }),
];

/** A variable whose choices Prometheus knows. */
export const choice = (name: string, query: string, more: { readonly all?: true } = {}): Variable =>
  variable(name, { type: "query", query: `label_values(${query})`, includeAll: more.all === true, multi: more.all === true, current: more.all === true ? { text: "All", value: "$__all" } : { text: "", value: "" } });

export const custom = (name: string, values: readonly string[]): Variable => variable(name, { type: "custom", query: values.join(","), current: { text: values[0] ?? "", value: values[0] ?? "" } });

interface Described {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly variables?: readonly Variable[];
  readonly panels: readonly PanelDraft[];
}

export function compose({ uid, title, tags, variables = [], panels }: Described): Dashboard {
  return { uid, title, tags, timezone: "utc", refresh: "30s", schemaVersion: 39, version: 1, time: { from: "now-1h", to: "now" }, templating: { list: variables }, panels: placed(panels) };
}
