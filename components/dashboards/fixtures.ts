import type { Dashboard, EmbeddedDashboard } from "@/lib/model/dashboard";
import type { Cluster } from "@/lib/model/cluster";

export const cluster: Cluster = {
  ...{ id: "pollux", title: "Pollux", purpose: "Beamlines", stage: "production", accent: "teal", panels: [] },
  tiles: [{ id: "grafana", title: "Grafana", purpose: "Draws", icon: "grafana", href: "/clusters/pollux/tools/grafana", tab: "https://grafana-pollux.castor.example.org", checked: true }],
};

export const embedded = (uid: string, titles: readonly string[] = ["CPU Usage", "Memory Usage", "Disk I/O"]): EmbeddedDashboard => ({
  ...{ uid, title: `Dashboard ${uid}`, about: `This node: what ${uid} measures` },
  panels: titles.map((title, index) => ({ id: String(index + 2), title })),
  origin: "https://grafana-pollux.castor.example.org",
  path: `/d/${uid}/slug?orgId=1&var-instance=10.0.0.1%3A9100`,
  solo: `/d-solo/${uid}/slug?orgId=1&var-instance=10.0.0.1%3A9100`,
  href: `/clusters/pollux/tools/grafana/d/${uid}/slug?orgId=1`,
});

export const dashboard = (uid: string, more: Partial<Dashboard> = {}): Dashboard => ({ uid, title: `Dashboard ${uid}`, tags: [], starred: false, href: `/clusters/pollux/tools/grafana/d/${uid}`, ...more });
