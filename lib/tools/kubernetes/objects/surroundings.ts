import type { Figures, ContainerFigures } from "./evidence";
import { known } from "./family/known";
import type { KubeObject } from "./kube-object";
import { containerStatuses } from "./kinds/pod";
import { knowledgeOf } from "./kinds";
import { objectsOf, type Member } from "./member";
import type { Reader, TiedEvent } from "./reader";

/** So many objects' events are asked for one by one; for more, one list of the namespace's is cheaper. */
const askedSingly = 6;
/** Pods whose last words are read: of fifty that crash alike, three are enough. */
const mostTails = 3;

const isWell = ({ ref, object, children }: Member) => object !== undefined && ["well", "stopped"].includes(knowledgeOf({ ref }).state(object, children).wellness);
/** Kinds whose events tell why others do not exist. */
const makers = new Set(["ReplicaSet", "Job", "StatefulSet", "DaemonSet"]);
const idle = ({ body }: KubeObject) => body.at("spec.replicas").number === 0 && (body.at("status.replicas").number ?? 0) === 0;

/** Events of the object and of what under it is not well or makes others, by uid. */
export async function eventsOf(self: KubeObject, under: readonly Member[], reader: Reader): Promise<ReadonlyMap<string, readonly TiedEvent[]>> {
  const { kind, name, namespace } = self.ref;
  const selector = kind === "Node" || self.uid === `${namespace ?? ""}/${name}` ? `involvedObject.kind=${kind},involvedObject.name=${name}` : `involvedObject.uid=${self.uid}`;
  const own = await reader.events(namespace, selector);
  const others = kind === "Node" ? [] : objectsOf(under.filter((member) => member.object !== self && (!isWell(member) || (makers.has(member.ref.kind) && member.object !== undefined && !idle(member.object)))));
  const found = new Map<string, readonly TiedEvent[]>([[self.uid, own.filter(({ object }) => kind !== "Node" || object.name === name)]]);
  if (others.length <= askedSingly) {
    const each = await Promise.all(others.map(({ uid, ref }) => reader.events(ref.namespace, `involvedObject.uid=${uid}`)));
    others.forEach(({ uid }, index) => found.set(uid, each[index] ?? []));
    return found;
  }
  const namespaces = [...new Set(others.map(({ ref }) => ref.namespace))].slice(0, askedSingly);
  const lists = await Promise.all(namespaces.map((where) => reader.slowly(`events in ${where ?? ""}`, 5_000, () => reader.events(where, undefined))));
  const all = lists.flat();
  for (const { uid } of others) found.set(uid, all.filter(({ about }) => about === uid));
  return found;
}

/** The last lines of containers that ended with trouble, and of init containers that others wait for, by pod's uid and container. */
export async function lastLinesOf(pods: readonly KubeObject[], reader: Reader): Promise<ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>> {
  const crashed = pods.flatMap((pod) => {
    const containers = containerStatuses(pod).filter(({ status, type }) => {
      const [now, last] = [status.at("state.terminated"), status.at("lastState.terminated")];
      const held = type === "init" && status.at("state.running").exists;
      return held || (now.at("exitCode").number ?? 0) !== 0 || (last.exists && !status.at("state.terminated").exists && (status.at("restartCount").number ?? 0) > 0);
    });
    return containers.length === 0 ? [] : [{ pod, containers }];
  });
  const read = crashed.slice(0, mostTails).map(async ({ pod, containers }) => {
    const tails = containers.map(async ({ spec, status, type }) => {
      const container = spec.at("name").text ?? "";
      // What has ended and was not started again, and what others wait for, has its last words in its current log.
      const previous = !status.at("state.terminated").exists && !(type === "init" && status.at("state.running").exists);
      const key = `log ${pod.uid} ${container} ${status.at("restartCount").text ?? ""} ${previous}`;
      const lines = await reader.slowly(key, 20_000, () => reader.log(pod.ref, { container, tailLines: 10, ...(previous ? { previous: true } : {}) }));
      return lines === undefined ? [] : [[container, lines] as const];
    });
    return [pod.uid, new Map((await Promise.all(tails)).flat())] as const;
  });
  return new Map(await Promise.all(read));
}

/** What Prometheus knows of these pods' containers, by pod's name; nothing where it is silent. */
export async function figuresOf(pods: readonly KubeObject[], reader: Reader, figures: Figures | undefined): Promise<ReadonlyMap<string, ReadonlyMap<string, ContainerFigures>>> {
  const [first] = pods;
  if (figures === undefined || first === undefined) return new Map();
  const namespace = first.ref.namespace ?? "";
  const names = pods.filter(({ ref }) => ref.namespace === namespace).map(({ ref }) => ref.name).slice(0, 50);
  // The figures outlive one reading of the page, so its signal must not end them.
  return reader.slowly(`figures ${namespace} ${names.join(" ")}`, 30_000, () => figures.of(namespace, names, undefined)).catch(() => new Map<string, never>());
}

/** The storage classes, where a claim waits. */
export async function storageClassesOf(under: readonly Member[], reader: Reader): Promise<readonly KubeObject[] | undefined> {
  const waits = objectsOf(under).some(({ ref, body }) => ref.kind === "PersistentVolumeClaim" && body.at("status.phase").text === "Pending");
  if (!waits) return undefined;
  const before = reader.unread.size;
  const { objects } = await reader.list(known("StorageClass"), {});
  return reader.unread.size > before ? undefined : objects;
}
