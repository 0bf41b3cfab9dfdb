import type { AttentionItem, ToolHealth } from "@/lib/model";

/** The part of an Alertmanager alert from which attention is made. */
export interface AttentionAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** ms since the epoch. */
  readonly startsAt: number;
}

export interface AttentionInput {
  readonly cluster: string;
  readonly notReady: readonly { readonly name: string; readonly since?: number; readonly message?: string }[];
  /** Why the Kubernetes API does not answer, when it does not. */
  readonly silent?: string;
  readonly alerts: readonly AttentionAlert[];
  readonly health: readonly ToolHealth[];
  /** Titles of the tools by tile id. */
  readonly titles: Readonly<Record<string, string>>;
  /** Node names by exporter instance (`10.0.0.1:9100`) or address, for alerts that know only that. */
  readonly nodes: Readonly<Record<string, string>>;
  /** Where an alert is looked at, when it is about no node. */
  readonly alertLink: (alert: AttentionAlert) => string;
}

/** Alerts that say something about alerting itself, not about the cluster. */
const meta = new Set(["Watchdog", "InfoInhibitor"]);
const ranks = { critical: 0, warning: 1, info: 2 } as const;

/** What is wrong with a cluster now, worst first, each thing once even if several sources tell it. */
export function attention(input: AttentionInput): readonly AttentionItem[] {
  const byAlerts = input.alerts.filter(({ labels }) => !meta.has(labels["alertname"] ?? "")).map((alert) => fromAlert(alert, input));
  const told = new Set(byAlerts.map(({ id }) => id));
  const items = [...merged(byAlerts), ...fromNodes(input).filter(({ id }) => !told.has(id)), ...fromTools(input), ...fromKubernetes(input)];
  return items.sort((a, b) => ranks[a.severity] - ranks[b.severity] || (b.since ?? 0) - (a.since ?? 0));
}

function fromAlert(alert: AttentionAlert, input: AttentionInput): AttentionItem {
  const { labels, annotations } = alert;
  const name = labels["alertname"] ?? "An alert";
  const node = nodeOf(alert, input.nodes);
  const detail = annotations["description"] ?? annotations["message"];
  return {
    id: node !== undefined && name === "KubeNodeNotReady" ? nodeId(input.cluster, node) : `${input.cluster}/alert/${alert.fingerprint}`,
    cluster: input.cluster,
    severity: severityOf(labels["severity"]),
    title: titles[name]?.({ ...labels, node: node ?? labels["instance"] ?? "a node" }) ?? annotations["summary"] ?? name,
    ...(detail === undefined ? {} : { detail }),
    since: alert.startsAt,
    href: node === undefined ? input.alertLink(alert) : nodePath(input.cluster, node),
  };
}

/** Alerts that read the same are one thing: a pod's containers each fire their own. */
function merged(items: readonly AttentionItem[]): AttentionItem[] {
  const byTitle = new Map<string, AttentionItem>();
  for (const item of items) {
    const key = `${item.severity}\0${item.title}`;
    const known = byTitle.get(key);
    if (known === undefined || (item.since ?? 0) < (known.since ?? 0)) byTitle.set(key, item);
  }
  return [...byTitle.values()];
}

function fromNodes({ cluster, notReady }: AttentionInput): AttentionItem[] {
  return notReady.map(({ name, since, message }) => ({
    id: nodeId(cluster, name),
    cluster,
    severity: "critical",
    title: `${name} is not ready`,
    ...(message === undefined ? {} : { detail: message }),
    ...(since === undefined ? {} : { since }),
    href: nodePath(cluster, name),
  }));
}

function fromTools({ cluster, health, titles: names }: AttentionInput): AttentionItem[] {
  return health
    .filter(({ status }) => status !== "up")
    .map(({ tool, status, reason, since }) => ({
      id: `${cluster}/tool/${tool}`,
      cluster,
      severity: status === "down" ? "warning" : "info",
      title: `${names[tool] ?? tool} ${status === "down" ? "does not answer" : "is not well"}`,
      ...(reason === undefined ? {} : { detail: reason }),
      ...(since === undefined ? {} : { since }),
      href: `/clusters/${cluster}#tools`,
    }));
}

function fromKubernetes({ cluster, silent }: AttentionInput): AttentionItem[] {
  if (silent === undefined) return [];
  return [{ id: `${cluster}/kubernetes`, cluster, severity: "critical", title: "The Kubernetes API does not answer", detail: silent, href: `/clusters/${cluster}` }];
}

/** What the common kube-prometheus alerts mean, in a person's words. */
const titles: Readonly<Record<string, (labels: Readonly<Record<string, string>> & { node: string }) => string>> = {
  KubePodCrashLooping: ({ pod }) => `${pod ?? "A pod"} keeps restarting`,
  KubePodNotReady: ({ pod }) => `${pod ?? "A pod"} does not get ready`,
  KubeNodeNotReady: ({ node }) => `${node} is not ready`,
  KubeNodePressure: ({ node }) => `${node} is under pressure`,
  KubeNodeUnreachable: ({ node }) => `${node} can't be reached`,
  KubeStatefulSetReplicasMismatch: ({ statefulset }) => `${statefulset ?? "A StatefulSet"} lacks replicas`,
  KubeDeploymentReplicasMismatch: ({ deployment }) => `${deployment ?? "A Deployment"} lacks replicas`,
  NodeFilesystemSpaceFillingUp: ({ node, mountpoint }) => `${mountpoint ?? "A file system"} of ${node} is filling up`,
  NodeFilesystemAlmostOutOfSpace: ({ node, mountpoint }) => `${mountpoint ?? "A file system"} of ${node} is almost full`,
  NodeMemoryHighUtilization: ({ node }) => `${node} runs short of memory`,
  TargetDown: ({ job }) => `Prometheus can't reach ${job ?? "a target"}`,
  CPUThrottlingHigh: ({ pod }) => `${pod ?? "A pod"} is held back by its CPU limit`,
};

/** Pod alerts carry the exporter's own node, so only alerts about nodes are led to one. */
function nodeOf({ labels }: AttentionAlert, nodes: Readonly<Record<string, string>>): string | undefined {
  const name = labels["alertname"] ?? "";
  if (!/^(Node|KubeNode|Kubelet)/.test(name)) return undefined;
  const instance = labels["instance"] ?? "";
  return labels["node"] ?? nodes[instance] ?? nodes[instance.replace(/:\d+$/, "")];
}

function severityOf(label: string | undefined): AttentionItem["severity"] {
  return label === "critical" || label === "warning" ? label : "info";
}

const nodeId = (cluster: string, node: string) => `${cluster}/node/${node}`;
const nodePath = (cluster: string, node: string) => `/clusters/${cluster}/nodes/${encodeURIComponent(node)}`;
