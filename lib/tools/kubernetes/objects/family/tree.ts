import type { ObjectRef } from "@/lib/model";
import { kindKey, type KubeObject } from "../kube-object";
import type { Member } from "../member";
import type { Reader } from "../reader";
import { owned } from "./others";
import { kinOf } from "./registry";

/** Children of one member that are drawn, and objects of a whole tree: a node of a big cluster has hundreds of pods. */
const mostChildren = 60;
const mostMembers = 250;
const deepest = 8;

const identity = ({ group, resource, namespace, name }: ObjectRef) => `${group}/${resource}/${namespace ?? ""}/${name}`;

interface Growth {
  readonly reader: Reader;
  /** What is in the tree already: nothing stands in it twice, and no cycle turns for ever. */
  readonly seen: Set<string>;
  /** The page's own object. */
  readonly self: string;
}

/** Kinds that several others share: whoever else uses a pod's claim does not belong to the pod. They are followed on their own pages only. */
const shared = new Set(["/PersistentVolumeClaim", "/PersistentVolume"]);

/**
 * Its root owner and everything that belongs to it. Where the owner's own kind is unknown to Castor, only
 * the way down to the object is drawn: asking for everything that it may own would cost too much.
 */
export async function family(self: KubeObject, reader: Reader): Promise<Member> {
  const chain = await ancestors(self, reader);
  const growth: Growth = { reader, seen: new Set(), self: identity(self.ref) };
  const [root] = chain;
  const start = root === undefined || root.object === undefined || kinOf(kindKey(root.ref)) === undefined || root.ref.kind === "Node" ? undefined : await grow(root.object, growth, 0);
  return joined([...chain, { ref: self.ref, object: self, children: [] }], start, growth);
}

/** Its owners, the first one first. */
async function ancestors(self: KubeObject, reader: Reader): Promise<readonly Member[]> {
  const found: Member[] = [];
  let at: KubeObject | undefined = self;
  while (at !== undefined && found.length < deepest) {
    const owner = at.owners.find(({ controller }) => controller) ?? at.owners[0];
    const kind = owner && (await reader.names.named(owner.apiVersion, owner.kind, reader.headers));
    if (owner === undefined || kind === undefined) break;
    const { group, version, resource } = kind;
    const ref: ObjectRef = { group, version, resource, kind: owner.kind, name: owner.name, ...(kind.namespaced && at.ref.namespace !== undefined ? { namespace: at.ref.namespace } : {}) };
    if (found.some((member) => identity(member.ref) === identity(ref))) break;
    const read = await reader.maybe(ref);
    at = read.object;
    found.unshift({ ref, ...read, children: [] });
  }
  return found;
}

/** The tree with the way down to the object in it, whatever was cut or not found on the way. */
async function joined(chain: readonly Member[], tree: Member | undefined, growth: Growth): Promise<Member> {
  const [first, next] = chain;
  if (first === undefined) throw new Error("A family has at least one member.");
  if (next === undefined) return tree ?? (first.object === undefined ? first : grow(first.object, growth, 0));
  const here = tree ?? first;
  const at = here.children.findIndex(({ ref }) => identity(ref) === identity(next.ref));
  const child = await joined(chain.slice(1), here.children[at], growth);
  if (at >= 0) return { ...here, children: here.children.with(at, child) };
  const { more, ...rest } = here;
  // It was among those that were cut.
  return { ...rest, children: [...here.children, child], ...(more === undefined || more === 1 ? {} : { more: more - 1 }) };
}

async function grow(object: KubeObject, growth: Growth, depth: number): Promise<Member> {
  const { reader, seen } = growth;
  seen.add(identity(object.ref));
  const self: Member = { ref: object.ref, object, children: [] };
  if (depth >= deepest || (shared.has(kindKey(object.ref)) && identity(object.ref) !== growth.self)) return self;
  const { objects = [], members = [], refs = [], told = [], more = 0 } = await (kinOf(kindKey(object.ref)) ?? owned)(object, reader);
  const read = await Promise.all(refs.slice(0, mostChildren).map(async (ref) => ({ ref, ...(await reader.maybe(ref)) })));
  const missing: Member[] = read.flatMap((found) => (found.object === undefined ? [{ ...found, children: [] }] : []));
  const children: Member[] = [];
  let cut = more;
  for (const child of [...objects, ...read.flatMap((found) => found.object ?? [])]) {
    if (seen.has(identity(child.ref))) continue;
    if (children.length >= mostChildren || seen.size >= mostMembers) cut += 1;
    // One after the other: what is in the tree already depends on who came first.
    else children.push(await grow(child, growth, depth + 1));
  }
  const others = [...members, ...missing, ...told.map(({ ref, standing }) => ({ ref, told: standing, children: [] }))].filter(({ ref }) => !seen.has(identity(ref)));
  const shown = others.slice(0, Math.max(0, mostChildren - children.length));
  for (const { ref } of shown) seen.add(identity(ref));
  cut += others.length - shown.length;
  return { ...self, children: [...children, ...shown], ...(cut === 0 ? {} : { more: cut }) };
}
