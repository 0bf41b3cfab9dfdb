import type { WorldCluster } from "../../../world/cluster";
import { between, seedOf, uuid } from "../../../world/dice";
import type { ManifestsOf } from "../cluster-parts";
import { apiVersion, timestamp } from "../kind";
import { kinds } from "../kinds";
import type { Kind, KubeObject } from "../kind";
import { accountManifests } from "./account";
import { applicationManifests } from "./applications";
import { configManifests } from "./config";
import { crdManifests } from "./crds";
import { crowdNamespaces, crowdPods } from "./crowd";
import { deliveryManifests } from "./delivery";
import { exposureManifests } from "./exposure";
import { helmManifests } from "./helm-release";
import { jobManifests } from "./jobs";
import { launcherManifests } from "./launchers";
import type { Manifest } from "./manifest";
import { namespaceManifests } from "./namespaces";
import { observingManifests } from "./observing";
import { allWorkloads } from "./platform";
import { gatekeeperManifests, limitManifests } from "./policy";
import { rbacManifests } from "./rbac";
import { secretManifests } from "./secret";
import { serviceManifest } from "./service";
import { storageManifests } from "./storage";
import { trainingManifests } from "./training";
import { workloadManifest } from "./workload";

export { workloadManifest } from "./workload";
export { createCrowd } from "./crowd";
export type { Crowd } from "./crowd";
export { crowdScheduler } from "./crowd-spec";
export { fateOf } from "./fate";
export { serviceUid } from "./service";

const builtIn: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [`${apiVersion(kind)} ${kind.kind}`, kind]));

/** What the API server would have added when the object was made: uid, age, and its kind's defaults. */
function stored(cluster: WorldCluster, manifest: Manifest, at: number): KubeObject {
  const { metadata } = manifest;
  const key = `${manifest.kind} ${metadata.namespace ?? ""}/${metadata.name}`;
  const object: KubeObject = {
    ...manifest,
    metadata: {
      ...metadata,
      uid: metadata.uid ?? uuid(cluster.seed, key),
      creationTimestamp: metadata.creationTimestamp ?? timestamp(Math.min(at, cluster.origin + Math.round(between(cluster.seed, `made ${key}`, 0, 5) * 86_400_000))),
      resourceVersion: "0",
    },
  };
  const draw = (about: string) => seedOf(cluster.seed, about);
  return builtIn.get(`${manifest.apiVersion} ${manifest.kind}`)?.prepare?.(object, { at, draw }) ?? object;
}

/** The objects that a cluster begins with, in an order in which each finds what it refers to. */
export const manifestsOf: ManifestsOf = (cluster, { at, pods = 0 }) => {
  const workloads = allWorkloads(cluster);
  const manifests: readonly Manifest[] = [
    ...namespaceManifests(cluster),
    ...crdManifests(cluster.id),
    ...rbacManifests(cluster),
    ...accountManifests(cluster, workloads),
    ...configManifests(cluster, workloads),
    ...secretManifests(cluster, workloads),
    ...helmManifests(cluster, at),
    ...storageManifests(cluster, workloads),
    ...gatekeeperManifests(cluster, at),
    ...limitManifests(cluster),
    ...workloads.flatMap((workload) => serviceManifest(cluster, workload) ?? []),
    ...workloads.map((workload) => workloadManifest(cluster, workload)),
    ...trainingManifests(cluster),
    ...jobManifests(cluster, at),
    ...exposureManifests(cluster),
    ...launcherManifests(cluster),
    ...deliveryManifests(cluster, at),
    ...applicationManifests(cluster, at),
    ...observingManifests(cluster, at),
  ];
  const crowd = pods === 0 ? [] : crowdNamespaces();
  return [...[...manifests, ...crowd].map((manifest) => stored(cluster, manifest, at)), ...crowdPods(cluster, { count: pods, at })];
};
