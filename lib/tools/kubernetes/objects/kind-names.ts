import { z } from "zod";
import { readApiVersion, wellKnownKind, type KnownKind } from "@/lib/model";
import type { Headers, Wire } from "@/lib/wire";

/** Finds where objects of a kind are served, for owner references and other names of kinds. */
export interface KindNames {
  /** By what manifests say: `apps/v1`, `Deployment`. Undefined where the cluster serves no such kind. */
  named(apiVersion: string, kind: string, headers: Headers): Promise<KnownKind | undefined>;
  /** By the plural name in paths. */
  served(group: string, version: string, resource: string, headers: Headers): Promise<KnownKind | undefined>;
  /** Everything that a group serves. */
  ofGroup(group: string, version: string, headers: Headers): Promise<readonly KnownKind[]>;
}

const resourceList = z.object({ resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })).nullish() });

/** A CRD may join at any time. */
const remembered = 60_000;
const known = new WeakMap<Wire, KindNames>();

/** The names of one cluster's kinds; what Kubernetes itself has is known without asking, the rest is asked once a minute. */
export function kindNames(wire: Wire, now: () => number = Date.now): KindNames {
  const found = known.get(wire) ?? create(wire, now);
  known.set(wire, found);
  return found;
}

function create(wire: Wire, now: () => number): KindNames {
  const lists = new Map<string, { readonly at: number; readonly kinds: Promise<readonly KnownKind[]> }>();

  function list(group: string, version: string, headers: Headers): Promise<readonly KnownKind[]> {
    const key = `${group}/${version}`;
    const last = lists.get(key);
    if (last !== undefined && now() - last.at < remembered) return last.kinds;
    const kinds = wire.get(group === "" ? `/api/${version}` : `/apis/${encodeURIComponent(group)}/${encodeURIComponent(version)}`, resourceList, { headers }).then(
      ({ resources }) => (resources ?? []).filter(({ name }) => !name.includes("/")).map(({ name, kind, namespaced }) => ({ group, version, resource: name, kind, namespaced })),
    );
    lists.set(key, { at: now(), kinds });
    if (lists.size > 500) lists.delete(lists.keys().next().value ?? "");
    kinds.catch(() => lists.delete(key));
    return kinds;
  }

  return {
    ofGroup: list,
    async named(apiVersion, kind, headers) {
      const { group, version } = readApiVersion(apiVersion);
      const usual = wellKnownKind(kind, group);
      if (usual?.version === version) return usual;
      return (await list(group, version, headers).catch(() => [])).find((one) => one.kind === kind);
    },
    async served(group, version, resource, headers) {
      return (await list(group, version, headers)).find((one) => one.resource === resource);
    },
  };
}
