/** What a panel asks Prometheus. */
export interface PanelTarget {
  readonly refId: string;
  readonly expr: string;
  /** `{{pod}}` stands for the label; the labels themselves where empty. */
  readonly legendFormat?: string;
}

/** One panel as Grafana keeps it in JSON; of the many types these are drawn, any other as a timeseries. */
export interface Panel {
  readonly id: number;
  readonly type: "row" | "timeseries" | "stat" | "gauge" | "table";
  readonly title: string;
  /** In columns (of 24) and rows. */
  readonly gridPos: { readonly h: number; readonly w: number; readonly x: number; readonly y: number };
  readonly targets: readonly PanelTarget[];
  readonly fieldConfig: {
    readonly defaults: {
      readonly unit: Unit;
      readonly min?: number;
      readonly max?: number;
      readonly custom?: { readonly stacking?: { readonly mode: "none" | "normal" } };
    };
  };
}

/** How values are written, under Grafana's own names. */
export type Unit = "percentunit" | "bytes" | "Bps" | "bps" | "short" | "s" | "pps" | "iops" | "celsius";

/** A variable as Grafana keeps it. */
export interface Variable {
  readonly name: string;
  readonly type: "datasource" | "query" | "custom";
  readonly label?: string;
  /** `label_values(metric{…}, label)`, the choices of a custom one with commas between, or the kind of data source. */
  readonly query: string;
  /** 2 hides it altogether. */
  readonly hide: 0 | 2;
  readonly includeAll: boolean;
  readonly multi: boolean;
  readonly refresh: 1 | 2;
  readonly current: { readonly text: string; readonly value: string };
}

/** A dashboard as Grafana's API gives and takes it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly timezone: string;
  readonly refresh: string;
  readonly schemaVersion: number;
  readonly version: number;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly Variable[] };
  readonly panels: readonly Panel[];
}

/** The last part of an address, as Grafana makes it from a title. */
export function slugOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

export const dashboardPath = ({ uid, title }: Pick<Dashboard, "uid" | "title">): string => `/d/${uid}/${slugOf(title)}`;
