/** Everything a dashboard can be about, with the names by which Prometheus and Grafana know it. */
export interface DashboardTargets {
  /** `instance` is the exporter's `host:port`. */
  node: { readonly node: string; readonly instance: string };
  pod: { readonly namespace: string; readonly pod: string };
  /** `type` in small letters, as the rules of kubernetes-mixin label it: `deployment`. */
  workload: { readonly namespace: string; readonly workload: string; readonly type: string };
  namespace: { readonly namespace: string };
  claim: { readonly namespace: string; readonly claim: string };
}

export type DashboardTargetKind = keyof DashboardTargets;

/** One dashboard that people usually have: how it is recognised, and how it is made to be about something. */
export interface KnownDashboard<Target> {
  readonly uid: string;
  /** By these it is recognised where its uid is another; exactly. */
  readonly titles: readonly string[];
  /** What it shows, after `This node: `. */
  readonly shows: string;
  /** All of these it must have, else it is another dashboard of the same name. */
  readonly variables: Readonly<Record<string, (target: Target) => string>>;
  /** How the titles of the panels begin that are worth showing first, in this order. */
  readonly panels: readonly string[];
}

const node = ({ node: name }: { readonly node: string }) => name;
const instance = ({ instance: of }: { readonly instance: string }) => of;
const namespace = ({ namespace: of }: { readonly namespace: string }) => of;
const pod = ({ pod: name }: { readonly pod: string }) => name;
const workload = ({ workload: name }: { readonly workload: string }) => name;
const type = ({ type: of }: { readonly type: string }) => of;

const network = ["Receive Bandwidth", "Transmit Bandwidth", "Rate of Received Packets Dropped", "Rate of Transmitted Packets Dropped"] as const;
const resources = ["CPU Usage", "Memory Usage", "CPU Throttling", "Receive Bandwidth", "Transmit Bandwidth"] as const;

/**
 * The dashboards that kube-prometheus-stack brings, under the uids and titles that it gives them, the most
 * telling first. Their variables `cluster` and `datasource` choose themselves.
 */
export const knownDashboards: { readonly [K in DashboardTargetKind]: readonly KnownDashboard<DashboardTargets[K]>[] } = {
  node: [
    { uid: "7d57716318ee0dddbac5a7f451fb7753", titles: ["Node Exporter / Nodes", "Nodes"], shows: "what its exporter measures", variables: { instance }, panels: ["CPU Usage", "Load Average", "Memory Usage", "Disk I/O", "Disk Space Usage", "Network Received"] },
    { uid: "200ac8fdbfbb74b39aff88118e4d1c2c", titles: ["Kubernetes / Compute Resources / Node (Pods)"], shows: "what the pods on it use", variables: { node }, panels: ["CPU Usage", "Memory Usage"] },
    { uid: "fac67cfbe174d3ef53eb473d73d9212f", titles: ["Node Exporter / USE Method / Node"], shows: "how busy and how saturated it is", variables: { instance }, panels: ["CPU Utilisation", "CPU Saturation", "Memory Utilisation", "Memory Saturation", "Disk IO Utilisation", "Disk Space Utilisation"] },
  ],
  pod: [
    { uid: "6581e46e4e5c7ba40a07646395ef7b23", titles: ["Kubernetes / Compute Resources / Pod"], shows: "what its containers use", variables: { namespace, pod }, panels: resources },
    { uid: "7a18067ce943a40ae25454675c19ff5c", titles: ["Kubernetes / Networking / Pod"], shows: "its network", variables: { namespace, pod }, panels: network },
  ],
  workload: [
    { uid: "a164a7f0339f99e89cea5cb47e9be617", titles: ["Kubernetes / Compute Resources / Workload"], shows: "what its pods use", variables: { namespace, type, workload }, panels: resources },
    { uid: "728bf77cc1166d2f3133bf25846876cc", titles: ["Kubernetes / Networking / Workload"], shows: "its pods' network", variables: { namespace, type, workload }, panels: network },
  ],
  namespace: [
    { uid: "85a562078cdf77779eaa1add43ccec1e", titles: ["Kubernetes / Compute Resources / Namespace (Pods)"], shows: "what its pods use", variables: { namespace }, panels: ["CPU Usage", "Memory Usage", "CPU Utilisation", "Memory Utilisation"] },
    { uid: "a87fb0d919ec0ea5f6543124e16c42a5", titles: ["Kubernetes / Compute Resources / Namespace (Workloads)"], shows: "what its workloads use", variables: { namespace }, panels: resources },
    { uid: "8b7a8b326d7a6f1f04244066368c67af", titles: ["Kubernetes / Networking / Namespace (Pods)"], shows: "its pods' network", variables: { namespace }, panels: network },
  ],
  claim: [
    { uid: "919b92a8e8041bd567af9edab12c840c", titles: ["Kubernetes / Persistent Volumes"], shows: "how full it is", variables: { namespace, volume: ({ claim }) => claim }, panels: ["Volume Space Us", "Volume inodes Us"] },
  ],
};
