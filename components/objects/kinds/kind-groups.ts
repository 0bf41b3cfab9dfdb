import type { ApiResource, ResourceId } from "@/lib/model";

/** A section of the tree of kinds. */
export interface KindGroup {
  readonly title: string;
  readonly kinds: readonly ApiResource[];
}

/** Which kinds belong to a section: whole API groups (`*.` stands for any beginning), or single kinds as `resource.group`. */
interface Section {
  readonly title: string;
  readonly groups: readonly string[];
  /** These come first, in this order. */
  readonly kinds: readonly string[];
}

/** The order in which people learn them: what runs, what it needs, who reaches it, who may, how it came here. */
const sections: readonly Section[] = [
  {
    title: "Workloads",
    groups: ["apps", "batch", "autoscaling", "keda.sh", "autoscaling.k8s.io"],
    kinds: ["pods", "deployments.apps", "statefulsets.apps", "daemonsets.apps", "replicasets.apps", "jobs.batch", "cronjobs.batch", "horizontalpodautoscalers.autoscaling", "scaledobjects.keda.sh", "scaledjobs.keda.sh", "replicationcontrollers", "podtemplates"],
  },
  { title: "Configuration", groups: [], kinds: ["configmaps", "secrets", "resourcequotas", "limitranges"] },
  {
    title: "Network",
    groups: ["networking.k8s.io", "gateway.networking.k8s.io", "discovery.k8s.io", "networking.istio.io", "*.cilium.io", "cilium.io", "crd.projectcalico.org", "projectcalico.org", "metallb.io"],
    kinds: ["services", "ingresses.networking.k8s.io", "gateways.gateway.networking.k8s.io", "httproutes.gateway.networking.k8s.io", "networkpolicies.networking.k8s.io", "endpointslices.discovery.k8s.io", "endpoints"],
  },
  {
    title: "Storage",
    groups: ["storage.k8s.io", "snapshot.storage.k8s.io", "*.longhorn.io", "ceph.rook.io"],
    kinds: ["persistentvolumeclaims", "persistentvolumes", "storageclasses.storage.k8s.io"],
  },
  {
    title: "Access",
    groups: ["rbac.authorization.k8s.io", "certificates.k8s.io", "security.istio.io", "cert-manager.io", "acme.cert-manager.io"],
    kinds: ["serviceaccounts", "roles.rbac.authorization.k8s.io", "rolebindings.rbac.authorization.k8s.io", "clusterroles.rbac.authorization.k8s.io", "clusterrolebindings.rbac.authorization.k8s.io"],
  },
  {
    title: "Delivery",
    groups: ["argoproj.io", "*.toolkit.fluxcd.io", "flagger.app", "helm.cattle.io", "tekton.dev"],
    kinds: ["applications.argoproj.io", "appprojects.argoproj.io", "rollouts.argoproj.io", "helmreleases.helm.toolkit.fluxcd.io", "kustomizations.kustomize.toolkit.fluxcd.io", "canaries.flagger.app"],
  },
  {
    title: "Policy",
    groups: ["policy", "*.gatekeeper.sh", "kyverno.io", "wgpolicyk8s.io", "admissionregistration.k8s.io"],
    kinds: ["poddisruptionbudgets.policy", "constrainttemplates.templates.gatekeeper.sh"],
  },
  { title: "Monitoring", groups: ["monitoring.coreos.com", "metrics.k8s.io", "custom.metrics.k8s.io", "external.metrics.k8s.io"], kinds: [] },
  {
    title: "Cluster",
    groups: ["", "*.k8s.io", "*.kubernetes.io"],
    kinds: ["nodes", "namespaces", "events", "priorityclasses.scheduling.k8s.io", "customresourcedefinitions.apiextensions.k8s.io", "apiservices.apiregistration.k8s.io"],
  },
];

/** `deployments.apps`, `pods`: a kind as kubectl spells it where its name alone is not enough. */
export const fullName = ({ group, resource }: Pick<ResourceId, "group" | "resource">): string => (group === "" ? resource : `${resource}.${group}`);

const matches = (pattern: string, group: string) => (pattern.startsWith("*.") ? group.endsWith(pattern.slice(1)) : group === pattern);

function sectionOf(kind: ApiResource): Section | undefined {
  const name = fullName(kind);
  return sections.find(({ kinds }) => kinds.includes(name)) ?? sections.find(({ groups }) => groups.some((pattern) => matches(pattern, kind.group)));
}

/** What can be listed; the rest of discovery are questions and actions. */
export const listable = (kinds: readonly ApiResource[]): readonly ApiResource[] => kinds.filter(({ verbs }) => verbs.includes("list"));

/** The kinds in sections as training material orders them; what nobody knows stands under its own API group. */
export function grouped(kinds: readonly ApiResource[]): readonly KindGroup[] {
  const found = new Map<string, ApiResource[]>(sections.map(({ title }) => [title, []]));
  const custom = new Map<string, ApiResource[]>();
  for (const kind of listable(kinds)) {
    const section = sectionOf(kind);
    const map = section === undefined ? custom : found;
    const title = section?.title ?? kind.group;
    map.set(title, [...(map.get(title) ?? []), kind]);
  }
  const ranks = new Map(sections.flatMap(({ kinds: first }) => first.map((name, index) => [name, index] as const)));
  const rank = (kind: ApiResource) => ranks.get(fullName(kind)) ?? Number.MAX_SAFE_INTEGER;
  const ordered = ([title, members]: readonly [string, ApiResource[]]): KindGroup => ({
    title,
    kinds: members.toSorted((a, b) => rank(a) - rank(b) || a.kind.localeCompare(b.kind) || a.group.localeCompare(b.group)),
  });
  return [...[...found].map(ordered), ...[...custom].sort(([a], [b]) => a.localeCompare(b)).map(ordered)].filter((group) => group.kinds.length > 0);
}

/** A kind's name for many: `Pods`, `NetworkPolicies`, `Ingresses`. */
export function pluralKind({ kind, resource }: Pick<ApiResource, "kind" | "resource">): string {
  const lower = kind.toLowerCase();
  let same = 0;
  while (same < lower.length && lower[same] === resource[same]) same += 1;
  return same < 3 ? kind : kind.slice(0, same) + resource.slice(same);
}
