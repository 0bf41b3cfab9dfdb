/** A dashboard of a cluster's Grafana, as the person may see it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  /** Grafana's own folder; absent for the general one. */
  readonly folder?: string;
  readonly tags: readonly string[];
  readonly starred: boolean;
  /** Kept in a ConfigMap or a file: what is changed in Grafana itself is lost. Undefined while nobody has asked. */
  readonly provisioned?: { readonly from: string };
  /** Castor's own page that shows it. */
  readonly href: string;
}

/** What Grafana's search found for a person. */
export interface Dashboards {
  readonly dashboards: readonly Dashboard[];
  /** When it was asked, ms since the epoch. */
  readonly at: number;
}

/** What a dashboard may be about; names as Kubernetes and Prometheus have them. */
export type DashboardSubject =
  | { readonly kind: "node"; readonly node: string }
  | { readonly kind: "pod"; readonly namespace: string; readonly pod: string }
  | { readonly kind: "workload"; readonly namespace: string; readonly workload: string; readonly type: string }
  | { readonly kind: "namespace"; readonly namespace: string }
  | { readonly kind: "claim"; readonly namespace: string; readonly claim: string }
  | { readonly kind: "alert"; readonly alert: string };

/** A dashboard that is about a subject, with its variables filled in. */
export interface EmbeddedDashboard {
  readonly uid: string;
  readonly title: string;
  /** Why it is shown: `the dashboard of this node`. */
  readonly about: string;
  readonly panels: readonly { readonly id: string; readonly title: string }[];
  /** The tool's own origin, behind the sign-in: the frame's. */
  readonly origin: string;
  /** Path and query of the whole dashboard, without the tool's bars (kiosk), theme and time range. */
  readonly path: string;
  /** The same for one panel; `panelId` is still to be added. */
  readonly solo: string;
  /** Castor's page with the whole dashboard. */
  readonly href: string;
}
