import { request } from "@playwright/test";

interface Upstreams {
  readonly upstreams: readonly { readonly id: string; readonly url: string }[];
}

/** The labels of an alert of a test's own; `alertname` tells it from every other. */
export type AlertLabels = Readonly<Record<string, string>> & { readonly alertname: string };

/** Tells every Alertmanager of a simulated cluster of alerts, as Prometheus would. */
export async function tellAlertmanagers(baseURL: string, cluster: string, alerts: readonly { readonly labels: AlertLabels; readonly summary: string; readonly over?: boolean }[]): Promise<void> {
  const { port } = new URL(baseURL);
  const api = await request.newContext();
  try {
    const { upstreams } = (await (await api.get(`http://localhost:${Number(port) + 2}/`, { headers: { accept: "application/json" } })).json()) as Upstreams;
    const now = Date.now();
    const body = alerts.map(({ labels, summary, over }) => ({
      labels: { severity: "warning", ...labels },
      annotations: { summary },
      startsAt: new Date(now - 60_000).toISOString(),
      endsAt: new Date(over === true ? now : now + 1_800_000).toISOString(),
    }));
    for (const { url } of upstreams.filter(({ id }) => id.startsWith(`${cluster}/alertmanager`))) {
      const response = await api.post(`${url}/api/v2/alerts`, { data: body });
      if (!response.ok()) throw new Error(`an Alertmanager of ${cluster} refused the alerts: ${response.status()} ${await response.text()}`);
    }
  } finally {
    await api.dispose();
  }
}

/** Fires alerts, runs the work, and ends them whatever happened. */
export async function whileFiring(baseURL: string, alerts: readonly { readonly labels: AlertLabels; readonly summary: string }[], work: () => Promise<void>, cluster = "pollux"): Promise<void> {
  await tellAlertmanagers(baseURL, cluster, alerts);
  try {
    await work();
  } finally {
    await tellAlertmanagers(baseURL, cluster, alerts.map((alert) => ({ ...alert, over: true })));
  }
}
