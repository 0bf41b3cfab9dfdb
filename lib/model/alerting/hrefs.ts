/** The pages about a cluster's alerts, in the order of their tabs. */
export const alertsPages = {
  triage: { title: "Alerts", path: "/alerts" },
  silences: { title: "Silences", path: "/alerts/silences" },
  history: { title: "What happened", path: "/alerts/history" },
  routing: { title: "Who hears of it", path: "/alerts/routing" },
  pipeline: { title: "How it works", path: "/alerts/pipeline" },
} as const;

export type AlertsPage = keyof typeof alertsPages;

/** A page about a cluster's alerts. */
export const alertsHref = (cluster: string, page: AlertsPage = "triage", query: Readonly<Record<string, string>> = {}): string => {
  const words = new URLSearchParams(query).toString();
  return `/clusters/${cluster}${alertsPages[page].path}${words === "" ? "" : `?${words}`}`;
};

/** One alert's page. */
export const alertHref = (cluster: string, id: string): string => `/clusters/${cluster}/alerts/${id}`;
