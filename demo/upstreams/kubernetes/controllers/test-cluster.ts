import { createWorld } from "../../../world/world";
import type { World } from "../../../world/world";
import type { WorldCluster } from "../../../world/cluster";
import { createKindRegistry } from "../kind-registry";
import { kinds } from "../kinds";
import { manifestsOf } from "../manifests";
import type { KindId, KubeObject } from "../kind";
import { createObjectStore } from "../stored-objects";
import type { Manifest, ObjectStore } from "../object-store";
import { podCells } from "../kinds/pod-cells";
import { collectGarbage } from "../lifecycle/garbage";
import { controllersSince } from ".";
import { ids } from "./ids";

/** A cluster whose controllers run and whose clock stands until somebody moves it: for tests. */
export interface TestCluster {
  readonly world: World;
  readonly cluster: WorldCluster;
  readonly store: ObjectStore;
  /** Lets time pass, ms, and plays what is due in it. */
  pass(ms: number): void;
  /** Writes an object as the API server would: with its kind's defaults. */
  write(kind: KindId, manifest: Manifest): KubeObject;
  /** Changes an object that must be there. */
  change(kind: KindId, namespace: string | undefined, name: string, change: (object: KubeObject) => Manifest): KubeObject;
  /** The pods of a namespace whose names begin so, as `name ready word restarts`. */
  pods(namespace: string, prefix: string): string[];
  /** What has been said about an object, as `reason message`, oldest first. */
  said(name: string): string[];
}

const epoch = Date.UTC(2026, 5, 15, 10, 7, 31, 250);

/** `past`: how much of the past is played first, ms. */
export function testCluster(id = "pollux", past = 0): TestCluster {
  let now = epoch;
  let made = 0;
  const world = createWorld({ clock: () => now, seed: 1, host: false });
  const cluster = world.cluster(id);
  const store = createObjectStore({ now: world.now, uid: () => `uid-${made++}` });
  const registry = createKindRegistry(store, kinds);
  collectGarbage({ store, now: world.now });
  for (const object of manifestsOf(cluster, { at: now })) {
    const kind = registry.named(object.apiVersion, object.kind);
    if (kind !== undefined) store.put(registry.stored(kind), object);
  }
  const controllers = controllersSince({ world, cluster, store, kinds: registry }, past);
  const write: TestCluster["write"] = (kind, manifest) => {
    const named = { ...manifest, metadata: { uid: `uid-${made++}`, resourceVersion: "", creationTimestamp: new Date(now).toISOString(), ...manifest.metadata } } as KubeObject;
    return store.put(kind, registry.find(kind)?.prepare?.(named, { at: now, draw: (about) => about.length }) ?? named);
  };
  return {
    world,
    cluster,
    store,
    pass(ms) {
      now += ms;
      controllers.catchUp();
    },
    write,
    change(kind, namespace, name, change) {
      const object = store.get(kind, namespace, name);
      if (object === undefined) throw new Error(`There is no ${kind.plural} ${namespace ?? ""}/${name}.`);
      return store.put(kind, change(object));
    },
    pods: (namespace, prefix) => store.list(ids.pods, namespace).filter(({ metadata }) => metadata.name.startsWith(prefix)).map((pod) => podCells(pod, now).slice(0, 4).join(" ")),
    said: (name) =>
      store
        .list(ids.events)
        .filter((event) => (event.involvedObject as { readonly name: string }).name === name)
        .sort((a, b) => Number(a.metadata.resourceVersion) - Number(b.metadata.resourceVersion))
        .map((event) => `${String(event.reason)} ${String(event.message)}`),
  };
}
