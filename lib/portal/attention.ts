import type { AttentionItem, ToolHealth } from "@/lib/model";
import { technicalAlerts, type Acknowledgement, type Alert } from "@/lib/model/alerting";
import { detailOf, titleOf } from "@/lib/model/alerting/titles";

/** The part of an alert that fires from which attention is made. */
export type AttentionAlert = Pick<Alert, "id" | "name" | "labels" | "annotations" | "since">;

export interface AttentionInput {
  readonly cluster: string;
  readonly notReady: readonly { readonly name: string; readonly since?: number; readonly message?: string }[];
  /** Why the Kubernetes API does not answer, when it does not. */
  readonly silent?: string;
  readonly alerts: readonly AttentionAlert[];
  /** By alert id. */
  readonly acknowledgements?: ReadonlyMap<string, Pick<Acknowledgement, "by">>;
  readonly health: readonly ToolHealth[];
  /** Titles of the tools by tile id. */
  readonly titles: Readonly<Record<string, string>>;
  /** Node names by exporter instance (`10.0.0.1:9100`) or address, for alerts that know only that. */
  readonly nodes: Readonly<Record<string, string>>;
  /** Where an alert is looked at, when it is about no node. */
  readonly alertLink: (alert: AttentionAlert) => string;
}

const ranks = { critical: 0, warning: 1, info: 2 } as const;

/** What is wrong with a cluster now, worst first, each thing once even if several sources tell it. */
export function attention(input: AttentionInput): readonly AttentionItem[] {
  const byAlerts = input.alerts.filter(({ name }) => !technicalAlerts.has(name)).map((alert) => fromAlert(alert, input));
  const told = new Set(byAlerts.map(({ id }) => id));
  const items = [...merged(byAlerts), ...fromNodes(input).filter(({ id }) => !told.has(id)), ...fromTools(input), ...fromKubernetes(input)];
  return items.sort((a, b) => ranks[a.severity] - ranks[b.severity] || (b.since ?? 0) - (a.since ?? 0));
}

function fromAlert(alert: AttentionAlert, input: AttentionInput): AttentionItem {
  const node = nodeOf(alert, input.nodes);
  const by = input.acknowledgements?.get(alert.id)?.by.name;
  const detail = [by === undefined ? undefined : `${by} has taken it on.`, detailOf(alert)].filter((words) => words !== undefined).join(" ");
  return {
    id: node !== undefined && alert.name === "KubeNodeNotReady" ? nodeId(input.cluster, node) : `${input.cluster}/alert/${alert.id}`,
    cluster: input.cluster,
    severity: severityOf(alert.labels["severity"]),
    title: titleOf(alert, node),
    ...(detail === "" ? {} : { detail }),
    since: alert.since,
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

/** Pod alerts carry the exporter's own node, so only alerts about nodes are led to one. */
function nodeOf({ name, labels }: AttentionAlert, nodes: Readonly<Record<string, string>>): string | undefined {
  if (!/^(Node|KubeNode|Kubelet)/.test(name)) return undefined;
  const instance = labels["instance"] ?? "";
  return labels["node"] ?? nodes[instance] ?? nodes[instance.replace(/:\d+$/, "")];
}

function severityOf(label: string | undefined): AttentionItem["severity"] {
  return label === "critical" || label === "warning" ? label : "info";
}

const nodeId = (cluster: string, node: string) => `${cluster}/node/${node}`;
const nodePath = (cluster: string, node: string) => `/clusters/${cluster}/nodes/${encodeURIComponent(node)}`;
