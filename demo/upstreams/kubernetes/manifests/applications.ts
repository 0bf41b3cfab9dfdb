import type { WorldCluster } from "../../../world/cluster";
import { hex } from "../../../world/dice";
import { i22Workloads } from "../../../world/layout/i22";
import { polluxWorkloads } from "../../../world/layout/pollux";
import type { Workload } from "../../../world/workload";
import { timestamp } from "../kind";
import { isIoc } from "./ioc-template";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";

const argo = "argoproj.io/v1alpha1";
const repository = (domain: string, kind: string) => `https://github.com/epics-containers/${domain}-${kind}`;

/** Revisions other than main, as the beamlines left them. */
const revisions: Readonly<Record<string, string>> = { "bl47p-mo-ioc-01": "pingwait", "sr03c-va-ioc-01": "test-vac" };

/** Where each beamline's services run: Applications live on Argus, workloads elsewhere. */
const places = [
  { cluster: "pollux", workloads: polluxWorkloads },
  { cluster: "i22", workloads: i22Workloads },
] as const;

function project(namespace: string, cluster: string): Manifest {
  const domain = namespace.replace(/-beamline$/, "");
  return inNamespace("argocd", argo, "AppProject", namespace, { spec: { description: `The services of ${domain.toUpperCase()}`, sourceRepos: [repository(domain, "services"), repository(domain, "deployment")], sourceNamespaces: [namespace], destinations: [{ name: cluster, namespace }, { name: "argus", namespace }] }, status: {} });
}

function status(argus: WorldCluster, name: string, revision: string, at: number, resources: readonly object[], images: readonly string[]) {
  const synced = timestamp(argus.origin + 86_400_000);
  const commit = hex(argus.seed, `revision ${name} ${revision}`, 40);
  return {
    sync: { status: "Synced", revision: commit },
    health: { status: "Healthy", lastTransitionTime: synced },
    history: [{ id: 0, revision: commit, deployStartedAt: synced, deployedAt: synced, initiatedBy: { automated: true } }],
    operationState: { phase: "Succeeded", message: "successfully synced (all tasks run)", startedAt: synced, finishedAt: synced, operation: { sync: { revision: commit } } },
    reconciledAt: timestamp(at - (at % 180_000)),
    resources,
    summary: images.length > 0 ? { images } : {},
  };
}

function child(argus: WorldCluster, cluster: string, namespace: string, name: string, at: number, workload?: Workload): Manifest {
  const domain = namespace.replace(/-beamline$/, "");
  const targetRevision = revisions[name] ?? "main";
  const stopped = workload !== undefined && workload.replicas === 0;
  const description = workload?.labels.description;
  const resources = workload === undefined ? [] : [{ group: "apps", version: "v1", kind: workload.kind, namespace, name, status: "Synced", health: { status: "Healthy" } }];
  return inNamespace(namespace, argo, "Application", {
    name,
    labels: { ...(workload !== undefined && isIoc(workload) && { ioc: "true" }), ...(stopped && { STOPPED: "1" }) },
    ...(description !== undefined && { annotations: { "epics-containers.github.io/description": description } }),
    finalizers: ["resources-finalizer.argocd.argoproj.io"],
  }, {
    spec: {
      project: namespace,
      source: { repoURL: repository(domain, "services"), path: `services/${name}`, targetRevision, helm: { valueFiles: ["../values.yaml", "values.yaml"], parameters: [{ name: "global.enabled", value: String(!stopped) }, { name: "global.sourceRepo", value: repository(domain, "services") }, { name: "global.sourcePath", value: `services/${name}` }] } },
      destination: { name: cluster, namespace },
      syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ["ApplyOutOfSyncOnly=true"] },
    },
    status: status(argus, name, targetRevision, at, resources, [...new Set(workload?.containers.map(({ image }) => image) ?? [])]),
  });
}

/** Every Application of the laboratory: for each beamline a root, and a child for each of its services. */
export function applicationManifests(argus: WorldCluster, at: number): readonly Manifest[] {
  if (argus.id !== "argus") return [];
  return places.flatMap(({ cluster, workloads }) => {
    const all = workloads().filter(({ namespace }) => namespace.endsWith("-beamline"));
    return [...new Set(all.map(({ namespace }) => namespace))].flatMap((namespace) => {
      const domain = namespace.replace(/-beamline$/, "");
      const own = all.filter((workload) => workload.namespace === namespace);
      const stopped = own.filter(({ replicas }) => replicas === 0).map(({ name }) => ({ name: `services.${name}.enabled`, value: "false" }));
      const root = inNamespace(namespace, argo, "Application", domain, {
        spec: { project: namespace, source: { repoURL: repository(domain, "deployment"), path: "apps", targetRevision: "main", ...(stopped.length > 0 && { helm: { parameters: stopped } }) }, destination: { name: "argus", namespace }, syncPolicy: { automated: { prune: true, selfHeal: true } } },
        status: status(argus, domain, "main", at, own.map(({ name }) => ({ group: "argoproj.io", version: "v1alpha1", kind: "Application", namespace, name, status: "Synced" })), []),
      });
      const podless = namespace === "p47-beamline" ? [child(argus, cluster, namespace, "p47-epics-pvcs", at)] : [];
      return [project(namespace, cluster), root, ...podless, ...own.map((workload) => child(argus, cluster, namespace, workload.name, at, workload))];
    });
  });
}
