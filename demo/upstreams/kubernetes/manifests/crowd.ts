import type { WorldCluster } from "../../../world/cluster";
import { mix, seedOf } from "../../../world/dice";
import type { KubeObject } from "../kind";
import type { ObjectStore } from "../object-store";
import { crowdPod, moodOf, personOf } from "./crowd-pod";
import type { Manifest } from "./manifest";
import { namespaceManifest } from "./namespaces";

/** How many namespaces a crowd is spread over. */
const rooms = 60;
const pods = { group: "", version: "v1", plural: "pods" } as const;

const roomNames: readonly string[] = Array.from({ length: rooms }, (_, n) => `visit-cm${40_000 + n * 7}-${1 + (n % 5)}`);
const placesOf = (cluster: WorldCluster) => cluster.nodes.filter(({ machine }) => machine.role !== "control-plane").map(({ name, machine }) => ({ name, ip: machine.ip }));

/** The namespaces of a crowd. */
export function crowdNamespaces(): readonly Manifest[] {
  return roomNames.map((name) => namespaceManifest(name, { team: "data-analysis" }));
}

/** A crowd of pods, each as it stands at a moment: no controller plays them, and no metric knows them. */
export function crowdPods(cluster: WorldCluster, { count, at }: { readonly count: number; readonly at: number }): readonly KubeObject[] {
  const seed = seedOf(cluster.seed, "crowd");
  const places = placesOf(cluster);
  return Array.from({ length: count }, (_, index) => {
    const person = personOf(seed, index, roomNames, places, at);
    return crowdPod(person, moodOf(person), at);
  });
}

/** A crowd that is in the store already, and what slowly happens in it. */
export interface Crowd {
  /** Lets a little happen: a restart, a pod that ends and another in its place. */
  step(at: number): void;
}

/** Follows a crowd of this many pods. Two crowds of the same size and cluster change alike. */
export function createCrowd(store: ObjectStore, cluster: WorldCluster, { count, at: begun }: { readonly count: number; readonly at: number }): Crowd {
  const seed = seedOf(cluster.seed, "crowd");
  const places = placesOf(cluster);
  const turns = new Map<number, number>();
  const restarts = new Map<number, number>();
  let steps = 0;

  const stored = (index: number) => {
    const person = personOf(seed, index, roomNames, places, begun, turns.get(index) ?? 0);
    return { person, object: store.get(pods, person.namespace, person.name) };
  };
  const restart = (index: number, at: number): void => {
    const { person, object } = stored(index);
    if (object === undefined) return;
    const times = (restarts.get(index) ?? 0) + 1;
    restarts.set(index, times);
    store.put(pods, { ...crowdPod(person, "running", at, times), metadata: object.metadata });
  };
  const replace = (index: number, at: number): void => {
    const { person, object } = stored(index);
    if (object !== undefined) store.remove(pods, person.namespace, person.name);
    turns.set(index, (turns.get(index) ?? 0) + 1);
    restarts.delete(index);
    const next = personOf(seed, index, roomNames, places, begun, turns.get(index));
    const { metadata: { resourceVersion: _, ...metadata }, ...fresh } = crowdPod({ ...next, created: at }, "running", at);
    store.put(pods, { ...fresh, metadata });
  };

  return {
    step(at) {
      if (count === 0) return;
      steps += 1;
      const drawn = (n: number) => mix(seed, steps * 3 + n) % count;
      restart(drawn(0), at);
      if (steps % 3 === 0) replace(drawn(1), at);
    },
  };
}
