import { hex } from "../../world/dice";
import { stateOf } from "../../world/life";
import type { World } from "../../world/world";
import type { WorldCluster } from "../../world/cluster";
import type { Workload } from "../../world/workload";

type Health = "Healthy" | "Progressing" | "Degraded" | "Missing";

interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly status: "Synced";
  readonly health?: { readonly status: Health };
}

/** An Argo CD Application as its API tells it; only the fields that the demo has an answer for. */
export interface Application {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>>; readonly annotations: Readonly<Record<string, string>>; readonly creationTimestamp: string };
  readonly spec: {
    readonly project: string;
    readonly source: { readonly repoURL: string; readonly path: string; readonly targetRevision: string };
    readonly destination: { readonly name: string; readonly namespace: string };
    readonly syncPolicy: object;
  };
  readonly status: {
    readonly sync: { readonly status: "Synced" | "OutOfSync"; readonly revision: string };
    readonly health: { readonly status: Health; readonly message?: string };
    readonly operationState: object;
    readonly reconciledAt: string;
    readonly summary: { readonly images?: readonly string[] };
    /** What it keeps in its cluster. */
    readonly resources: readonly Resource[];
  };
}

/** Revisions other than main, as the beamlines left them. */
const revisions: Readonly<Record<string, string>> = { "bl47p-mo-ioc-01": "pingwait", "sr03c-va-ioc-01": "test-vac" };
/** Applications without a workload of their own. */
const podless: Readonly<Record<string, readonly string[]>> = { "p47-beamline": ["p47-epics-pvcs"] };
/** The claims that such an application keeps: those that the IOCs of a beamline share. */
const claims = (namespace: string, domain: string): readonly Resource[] =>
  ["opi", "runtime", "autosave", "binaries"].map((use) => ({ group: "", version: "v1", kind: "PersistentVolumeClaim", namespace, name: `${domain}-${use}-claim`, status: "Synced" }));

/** Every application of the laboratory: a root for each beamline, and a child for each of its services. */
export function applicationsOf(world: World): readonly Application[] {
  return world.clusters.flatMap((cluster) => {
    const namespaces = cluster.namespaces.filter((namespace) => namespace.endsWith("-beamline"));
    return namespaces.flatMap((namespace) => {
      const workloads = cluster.workloads.filter((workload) => workload.namespace === namespace);
      const children = [
        ...workloads.map((workload) => application(world, cluster, namespace, workload.name, workload)),
        ...(podless[namespace] ?? []).map((name) => application(world, cluster, namespace, name)),
      ].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
      return [rootOf(world, cluster, namespace, children), ...children];
    });
  });
}

function rootOf(world: World, cluster: WorldCluster, namespace: string, children: readonly Application[]): Application {
  const domain = namespace.replace(/-beamline$/, "");
  const base = application(world, cluster, namespace, domain);
  const worst = (["Missing", "Degraded", "Progressing"] as const).find((status) => children.some((child) => child.status.health.status === status)) ?? "Healthy";
  return {
    ...base,
    spec: { ...base.spec, source: { ...base.spec.source, repoURL: repository(domain, "deployment"), path: "apps" }, destination: { name: "argus", namespace } },
    status: {
      ...{ ...base.status, health: { status: worst }, summary: {} },
      resources: children.map((child) => ({ group: "argoproj.io", version: "v1alpha1", kind: "Application", namespace: child.metadata.namespace, name: child.metadata.name, status: "Synced" })),
    },
  };
}

function application(world: World, cluster: WorldCluster, namespace: string, name: string, workload?: Workload): Application {
  const domain = namespace.replace(/-beamline$/, "");
  const now = world.now();
  const ioc = workload?.labels["ioc"] === "true";
  const description = workload?.labels["description"];
  const created = new Date(cluster.origin).toISOString().replace(/\.\d+/, "");
  const targetRevision = revisions[name] ?? "main";
  const revision = hex(cluster.seed, `revision ${name} ${targetRevision}`, 40);
  const health: Application["status"]["health"] =
    workload === undefined ? { status: "Healthy" } : cluster.demands.replicas(workload, now) === undefined ? { status: "Missing", message: `${workload.kind} ${name} does not exist` } : healthOf(cluster, workload, now);
  const synced = new Date(cluster.origin + 86_400_000).toISOString().replace(/\.\d+/, "");
  return {
    metadata: {
      name,
      namespace,
      labels: { ...(ioc ? { ioc: "true" } : {}), ...(workload !== undefined && cluster.demands.replicas(workload, now) === 0 ? { STOPPED: "1" } : {}) },
      annotations: description === undefined ? {} : { "epics-containers.github.io/description": description },
      creationTimestamp: created,
    },
    spec: {
      project: namespace,
      source: { repoURL: repository(domain, "services"), path: `services/${name}`, targetRevision },
      destination: { name: cluster.id, namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
    status: {
      sync: { status: "Synced", revision },
      health,
      operationState: { phase: "Succeeded", message: "successfully synced (all tasks run)", startedAt: synced, finishedAt: synced },
      // Argo CD looks at git every three minutes.
      reconciledAt: new Date(now - (now % 180_000)).toISOString().replace(/\.\d+/, ""),
      summary: workload === undefined ? {} : { images: [...new Set(workload.containers.map(({ image }) => image))] },
      resources: workload === undefined ? claims(namespace, domain) : [{ group: "apps", version: "v1", kind: workload.kind, namespace, name, status: "Synced", health: { status: health.status } }],
    },
  };
}

const repository = (domain: string, kind: string) => `https://github.com/epics-containers/${domain}-${kind}`;

function healthOf(cluster: WorldCluster, { name, namespace }: Workload, now: number): Application["status"]["health"] {
  const states = cluster.pods.at(now).filter((pod) => pod.workload.name === name && pod.namespace === namespace).map((pod) => ({ pod, ...stateOf(pod.life, now) }));
  const failing = states.find(({ state }) => state === "backing-off" || state === "failed");
  if (failing !== undefined) return { status: "Degraded", message: `container of ${failing.pod.name} terminated with exit code ${failing.last?.exitCode ?? 1}, restarted ${failing.restarts} times` };
  const starting = states.find(({ state, terminating }) => state === "creating" || terminating);
  return starting === undefined ? { status: "Healthy" } : { status: "Progressing", message: `Waiting for ${starting.pod.name} to start` };
}
