import type { Alert } from "./alert";
import type { TopologyNow } from "./topology";
import type { CauseGroup } from "./triage";
import { ailment, bearerOf, locate, onlyNode, troubles, worstLocatedFirst, type Located, type Troubles } from "./trouble";

/** Alerts of one cluster that probably have one cause. */
export interface Cause {
  readonly id: string;
  readonly cluster: string;
  readonly kind: CauseGroup["kind"];
  /** The node's name, the key of the workload, claim or pod, `namespace/name` of the application, the target, or the alert's name. */
  readonly key: string;
  /** A node that has no alert of its own, or only one that hurts nobody. */
  readonly suspected: boolean;
  /** Worst first. */
  readonly located: readonly Located[];
}

/** So many workloads in trouble on one node, and nowhere else, make the node the probable cause. */
const suspicion = 3;
/** So many nodes with the same harmless alert share the alert rather than each being a cause. */
const plague = 3;

/**
 * Groups alerts of one cluster by probable cause: a node that is not well, a claim, an application, a
 * workload, a target, or at last the alert's name. Each alert is in exactly one group, and neither the
 * groups nor their order depend on the order of the alerts.
 */
export function groupByCause(alerts: Iterable<Alert>, topology: TopologyNow): readonly Cause[] {
  const located = locate(alerts, topology);
  const { nodes, claims } = unwell(located);
  const trouble = troubles(located, topology);
  const groups = createGroups();
  const bearers = new Map<string, Located[]>();
  const harmless: Located[] = [];
  for (const one of located) {
    const { alert, about } = one;
    const bearer = bearerOf(about);
    const node = bearer === undefined ? about.node : nodeOf(about, bearer, trouble, nodes);
    if (node !== undefined && nodes.has(node)) groups.add("node", node, one);
    else if (about.claim !== undefined) groups.add("claim", about.claim, one);
    else if (bearer !== undefined) {
      const claim = claimOf(about, bearer, trouble, claims);
      if (claim !== undefined) groups.add("claim", claim, one);
      else push(bearers, bearer, one);
    } else if (about.subject.kind === "node") harmless.push(one);
    else if (about.target !== undefined) groups.add("target", about.target, one);
    else groups.add("alert", alert.name, one, about.subject.kind === "namespace" ? about.subject.name : "");
  }
  const suspects = suspectsOf(bearers, trouble, topology);
  const applications = applicationsOf(bearers, suspects, topology);
  for (const [bearer, members] of bearers) {
    const node = suspects.get(bearer);
    const application = applications.get(bearer);
    for (const one of members) {
      if (node !== undefined) groups.add("node", node, one, "", true);
      else if (application !== undefined) groups.add("application", application, one);
      else if (bearer.startsWith("Pod/")) groups.add("pod", bearer.slice("Pod/".length), one);
      else groups.add("workload", bearer, one);
    }
  }
  const suspected = new Set(suspects.values());
  const sick = countNodes(harmless);
  for (const one of harmless) {
    const { alert, about } = one;
    const { node = "" } = about;
    if (!suspected.has(node) && (sick.get(alert.name)?.size ?? 0) >= plague) groups.add("alert", alert.name, one);
    else groups.add("node", node, one, "", true);
  }
  return groups.all();
}

/** Nodes and claims that have alerts of their own by which others can suffer. */
function unwell(located: readonly Located[]): { readonly nodes: ReadonlySet<string>; readonly claims: ReadonlySet<string> } {
  const [nodes, claims] = [new Set<string>(), new Set<string>()];
  for (const { alert, about } of located) {
    if (about.claim !== undefined) claims.add(about.claim);
    if (about.node !== undefined && about.subject.kind === "node" && ailment(alert.name) !== undefined) nodes.add(about.node);
  }
  return { nodes, claims };
}

/** The unwell node that an alert about a pod or a workload is laid to: the pod's own, or the one that has all of the workload's trouble, or most of it where several are unwell. */
function nodeOf({ pod, placed }: Located["about"], bearer: string, trouble: Troubles, unwell: ReadonlySet<string>): string | undefined {
  if (pod !== undefined) return placed?.node;
  if (unwell.size === 0) return undefined;
  const nodes = new Map<string, number>();
  for (const { node } of trouble(bearer).pods) {
    if (node === undefined || !unwell.has(node)) return undefined;
    nodes.set(node, (nodes.get(node) ?? 0) + 1);
  }
  return [...nodes].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0];
}

function claimOf({ pod, placed }: Located["about"], bearer: string, trouble: Troubles, claims: ReadonlySet<string>): string | undefined {
  if (claims.size === 0) return undefined;
  const [first, ...others] = (placed !== undefined ? [placed] : pod !== undefined ? [] : [...trouble(bearer).pods]).map((each) => each.claims.filter((claim) => claims.has(claim)));
  return first?.filter((claim) => others.every((each) => each.includes(claim))).sort()[0];
}

/** Nodes without an alert of their own that all trouble of several workloads has in common. */
function suspectsOf(bearers: ReadonlyMap<string, readonly Located[]>, trouble: Troubles, { podsOn, pods, applications }: TopologyNow): ReadonlyMap<string, string> {
  const only = new Map<string, string[]>();
  for (const bearer of bearers.keys()) {
    const found = trouble(bearer);
    const node = found.suspicious ? onlyNode(found) : undefined;
    if (node !== undefined) push(only, node, bearer);
  }
  const suspects = new Map<string, string>();
  for (const [node, found] of only) {
    const there = podsOn.get(node) ?? [];
    // Where most pods are on one node anyway, it says nothing that those in trouble are, too.
    const ordinary = there.length * 2 > pods.size;
    // A node that is not well seldom spares most of what runs on it; what each node runs besides is no sign.
    const workloads = new Set(there.flatMap(({ key, workload = `Pod/${key}` }) => (workload.startsWith("DaemonSet/") ? [] : [workload])));
    const names = new Set(found.map((bearer) => applicationName(applications.get(bearer))));
    const oneApplication = names.size === 1 && !names.has(undefined);
    if (found.length >= suspicion && found.length * 2 >= workloads.size && !ordinary && !oneApplication) for (const bearer of found) suspects.set(bearer, node);
  }
  return suspects;
}

/** Applications of which several workloads are in trouble, by workload. */
function applicationsOf(bearers: ReadonlyMap<string, readonly Located[]>, suspects: ReadonlyMap<string, string>, { applications }: TopologyNow): ReadonlyMap<string, string> {
  const members = new Map<string, string[]>();
  for (const bearer of bearers.keys()) {
    const name = suspects.has(bearer) ? undefined : applicationName(applications.get(bearer));
    if (name !== undefined) push(members, name, bearer);
  }
  return new Map([...members].flatMap(([name, found]) => (found.length < 2 ? [] : found.map((bearer) => [bearer, name] as const))));
}

const applicationName = (application: { readonly namespace: string; readonly name: string } | undefined) => application && `${application.namespace}/${application.name}`;

function countNodes(located: readonly Located[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { alert, about } of located) {
    const known = found.get(alert.name) ?? new Set<string>();
    found.set(alert.name, known.add(about.node ?? ""));
  }
  return found;
}

interface Group {
  readonly kind: Cause["kind"];
  readonly key: string;
  readonly place: string;
  readonly suspected: boolean;
  readonly located: Located[];
}

function createGroups() {
  const kinds = new Map<Cause["kind"], Map<string, Group>>();
  return {
    add(kind: Cause["kind"], key: string, one: Located, place = "", suspected = false) {
      let found = kinds.get(kind);
      if (found === undefined) kinds.set(kind, (found = new Map<string, Group>()));
      const name = place === "" ? key : `${key}\0${place}`;
      const known = found.get(name);
      if (known === undefined) found.set(name, { kind, key, place, suspected, located: [one] });
      else known.located.push(one);
    },
    all: (): readonly Cause[] => [...kinds.values()].flatMap((found) => [...found.values()].map(causeOf)).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function causeOf({ kind, key, place, suspected, located }: Group): Cause {
  const cluster = located[0]?.alert.cluster ?? "";
  const parts = kind === "alert" ? [key, ...(place === "" ? [] : [place])] : key.split("/");
  located.sort(worstLocatedFirst);
  return { id: [cluster, kind, ...parts].map(encodeURIComponent).join("/"), cluster, kind, key, suspected, located };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
