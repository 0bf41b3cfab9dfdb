import type { World } from "../../world/world";
import type { WorldCluster } from "../../world/cluster";
import type { KindRegistry } from "./kind-registry";
import type { Manifest, ObjectStore } from "./object-store";

/** Everything that stands behind one cluster's API server. */
export interface ControllerSurroundings {
  readonly world: World;
  readonly cluster: WorldCluster;
  readonly store: ObjectStore;
  readonly kinds: KindRegistry;
}

/** What moves a cluster's objects while nobody writes: the kubelets, the scheduler and the controllers. */
export interface Controllers {
  /**
   * Brings the store up to the World's clock. The API server calls it before it answers and a few times
   * a second while somebody watches: it must cost nothing when nothing is due.
   */
  catchUp(): void;
  stop(): void;
}

/** What `controllers/index.ts` exports as `startControllers`. The initial manifests are in the store already. */
export type StartControllers = (around: ControllerSurroundings) => Controllers;

/**
 * What `manifests/index.ts` exports as `manifestsOf`: the objects that a cluster begins with, RBAC and CRDs too. `at` is the World's
 * time, ms, from which recent histories (jobs, rollouts) are dated back. `pods` asks for a crowd of that many stored pods in all.
 */
export type ManifestsOf = (cluster: WorldCluster, options: { readonly at: number; readonly pods?: number }) => readonly Manifest[];
