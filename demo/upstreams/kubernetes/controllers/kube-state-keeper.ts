import type { Labels } from "../../../series";
import { listAt, numberAt, textAt } from "../json-value";
import type { KindId, KubeObject } from "../kind";
import { bytesOf } from "../manifests/quantities";
import { ids } from "./ids";
import { controllerOf } from "./plane";
import type { Plane } from "./plane";

/** One series that an object gives. */
interface Told {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

type Tell = (object: KubeObject) => readonly Told[];

/** Tells the World's kube-state-metrics what the API server alone knows: claims of pods, endpoints, autoscalers, owners. */
export function startKubeStateKeeper(plane: Plane): void {
  const { cluster, store, time } = plane;
  const own = new Set(cluster.workloads.filter(({ kind }) => kind === "Deployment").map(({ namespace, name }) => `${namespace}/${name}`));
  const replicaSets: Tell = (object) => {
    const owner = controllerOf(object);
    // Those of the World's own Deployments it tells by itself.
    return owner === undefined || own.has(`${object.metadata.namespace ?? ""}/${owner.name}`) ? [] : owned("kube_replicaset_owner", "replicaset", object);
  };
  const told: readonly (readonly [KindId, Tell])[] = [
    [ids.pods, podClaims], [ids.endpoints, endpointAddresses], [ids.autoscalers, autoscalers], [ids.claims, claims], [ids.jobs, (object) => owned("kube_job_owner", "job_name", object)], [ids.replicaSets, replicaSets],
  ];
  for (const [kind, tell] of told) {
    const begin = plane.beginning ? -Infinity : time.now();
    for (const object of store.list(kind)) for (const { name, labels, value } of tell(object)) cluster.noted.note(name, labels, value, begin);
    plane.on(kind, ({ type, object, previous }) => {
      const at = time.now();
      const now = type === "DELETED" ? [] : tell(object);
      const before = type === "DELETED" ? tell(object) : previous === undefined ? [] : tell(previous);
      if (now.length === 0 && before.length === 0) return;
      const still = new Set(now.map(keyOf));
      for (const each of before) if (!still.has(keyOf(each))) cluster.noted.end(each.name, each.labels, at);
      for (const { name, labels, value } of now) cluster.noted.note(name, labels, value, at);
    });
  }
}

const keyOf = ({ name, labels }: Told) => JSON.stringify([name, labels]);

function podClaims({ metadata: { namespace = "", name, uid }, spec }: KubeObject): readonly Told[] {
  return listAt(spec, "volumes").flatMap((volume) => {
    const claim = textAt(volume, "persistentVolumeClaim", "claimName");
    return claim === undefined ? [] : [{ name: "kube_pod_spec_volumes_persistentvolumeclaims_info", labels: { namespace, pod: name, uid, volume: textAt(volume, "name") ?? "", persistentvolumeclaim: claim }, value: 1 }];
  });
}

function endpointAddresses({ metadata: { namespace = "", name }, ...object }: KubeObject): readonly Told[] {
  return listAt(object, "subsets").flatMap((subset) =>
    ([["addresses", "true"], ["notReadyAddresses", "false"]] as const).flatMap(([list, ready]) =>
      listAt(subset, list).flatMap((address) =>
        listAt(subset, "ports").map((port): Told => ({
          name: "kube_endpoint_address",
          labels: { namespace, endpoint: name, ip: textAt(address, "ip") ?? "", port_name: textAt(port, "name") ?? "", port_number: String(numberAt(port, "port") ?? 0), port_protocol: textAt(port, "protocol") ?? "TCP", ready },
          value: 1,
        })))));
}

function autoscalers({ metadata: { namespace = "", name }, spec, status }: KubeObject): readonly Told[] {
  const labels = { namespace, horizontalpodautoscaler: name };
  const tell = (metric: string, value: number | undefined): Told[] => (value === undefined ? [] : [{ name: `kube_horizontalpodautoscaler_${metric}`, labels, value }]);
  return [
    ...tell("spec_max_replicas", numberAt(spec, "maxReplicas")),
    ...tell("spec_min_replicas", numberAt(spec, "minReplicas") ?? 1),
    ...tell("status_current_replicas", numberAt(status, "currentReplicas")),
    ...tell("status_desired_replicas", numberAt(status, "desiredReplicas")),
  ];
}

const phases = ["Lost", "Bound", "Pending"];

function claims({ metadata: { namespace = "", name }, spec, status }: KubeObject): readonly Told[] {
  const labels = { namespace, persistentvolumeclaim: name };
  return [
    { name: "kube_persistentvolumeclaim_info", labels: { ...labels, storageclass: textAt(spec, "storageClassName") ?? "", volumename: textAt(spec, "volumeName") ?? "", volumemode: textAt(spec, "volumeMode") ?? "Filesystem" }, value: 1 },
    { name: "kube_persistentvolumeclaim_resource_requests_storage_bytes", labels, value: bytesOf(textAt(spec, "resources", "requests", "storage")) ?? 0 },
    ...phases.map((phase) => ({ name: "kube_persistentvolumeclaim_status_phase", labels: { ...labels, phase }, value: Number(textAt(status, "phase") === phase) })),
  ];
}

function owned(metric: string, label: string, object: KubeObject): readonly Told[] {
  const owner = controllerOf(object);
  const { namespace = "", name } = object.metadata;
  const about = owner === undefined ? { owner_kind: "", owner_name: "", owner_is_controller: "" } : { owner_kind: owner.kind, owner_name: owner.name, owner_is_controller: "true" };
  return [{ name: metric, labels: { namespace, [label]: name, ...about }, value: 1 }];
}
