import { z } from "zod";
import { isCastorError, type ApiResource } from "@/lib/model";
import { path, type Headers, type Wire } from "@/lib/wire";

const accept = ["v2", "v2beta1"].map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`).join(", ");

const names = z.array(z.string()).nullish();

const served = z.object({
  resource: z.string(),
  responseKind: z.object({ kind: z.string() }).nullish(),
  scope: z.string().optional(),
  singularResource: z.string().optional(),
  verbs: names,
  shortNames: names,
  categories: names,
  subresources: z.array(z.object({ subresource: z.string() })).nullish(),
});

/** `/api` or `/apis`: everything at once, or only the names of groups and versions from an older server. */
const index = z.object({
  items: z
    .array(z.object({ metadata: z.object({ name: z.string().optional() }).nullish(), versions: z.array(z.object({ version: z.string(), resources: z.array(served).nullish() })).nullish() }))
    .nullish(),
  versions: names,
  groups: z.array(z.object({ name: z.string(), versions: z.array(z.object({ version: z.string() })), preferredVersion: z.object({ version: z.string() }).nullish() })).nullish(),
});

const legacyResources = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), singularName: z.string().optional(), namespaced: z.boolean(), verbs: names, shortNames: names, categories: names })).nullish(),
});

/** The kinds of one version of a group. */
type Served = readonly ApiResource[];

/** Versions of a group in the order in which the server prefers them, or a promise of each where it must be asked for. */
interface Group {
  readonly versions: readonly (() => Promise<Served>)[];
}

/**
 * The kinds of objects that a cluster serves, as the API server tells a person: all at once where it
 * can, else version by version. Of a group that serves a kind in several versions, the one that the
 * server prefers. A group whose own server is silent is left out; it comes back with it.
 */
export async function discover(wire: Wire, headers: Headers, signal?: AbortSignal): Promise<readonly ApiResource[]> {
  const roots = await Promise.all(["/api", "/apis"].map(async (root) => wire.get(root, index, { headers: { ...headers, accept: `${accept}, application/json` }, signal })));
  const groups = roots.flatMap((root) => [...aggregated(root), ...legacy(root, wire, headers, signal)]);
  const found = await Promise.all(groups.map(async ({ versions }) => Promise.all(versions.map((read) => read()))));
  return found.flatMap(preferred);
}

/** Each kind once, from the first version that has it. */
function preferred(versions: readonly Served[]): Served {
  const seen = new Set<string>();
  return versions.flatMap((resources) =>
    resources.filter(({ resource }) => {
      const first = !seen.has(resource);
      seen.add(resource);
      return first;
    }),
  );
}

function aggregated({ items }: z.output<typeof index>): readonly Group[] {
  return (items ?? []).map(({ metadata, versions }) => ({
    versions: (versions ?? []).map(({ version, resources }) => async () =>
      (resources ?? []).map((found) => {
        const kind = found.responseKind?.kind ?? found.resource;
        return {
          group: metadata?.name ?? "",
          version,
          resource: found.resource,
          kind,
          singular: found.singularResource || kind.toLowerCase(),
          namespaced: found.scope === "Namespaced",
          verbs: found.verbs ?? [],
          shortNames: found.shortNames ?? [],
          categories: found.categories ?? [],
          subresources: (found.subresources ?? []).map(({ subresource }) => subresource),
        };
      }),
    ),
  }));
}

function legacy({ versions, groups }: z.output<typeof index>, wire: Wire, headers: Headers, signal: AbortSignal | undefined): readonly Group[] {
  const read = (at: string, group: string, version: string) => async () => {
    try {
      const { resources } = await wire.get(at, legacyResources, { headers, signal });
      return joined(group, version, resources ?? []);
    } catch (error) {
      if (isCastorError(error) && signal?.aborted !== true) return [];
      throw error;
    }
  };
  return [
    ...(versions === undefined || versions === null ? [] : [{ versions: versions.map((version) => read(path`/api/${version}`, "", version)) }]),
    ...(groups ?? []).map(({ name, versions: all, preferredVersion }) => {
      const first = preferredVersion?.version;
      const ordered = all.map(({ version }) => version).sort((a, b) => Number(b === first) - Number(a === first));
      return { versions: ordered.map((version) => read(path`/apis/${name}/${version}`, name, version)) };
    }),
  ];
}

/** The older form tells subresources as kinds of their own: `pods/log`. */
function joined(group: string, version: string, resources: NonNullable<z.output<typeof legacyResources>["resources"]>): Served {
  const under = (name: string) => resources.flatMap((other) => (other.name.startsWith(`${name}/`) ? [other.name.slice(name.length + 1)] : []));
  return resources
    .filter(({ name }) => !name.includes("/"))
    .map(({ name, kind, singularName, namespaced, verbs, shortNames, categories }) => ({
      group,
      version,
      resource: name,
      kind,
      singular: singularName || kind.toLowerCase(),
      namespaced,
      verbs: verbs ?? [],
      shortNames: shortNames ?? [],
      categories: categories ?? [],
      subresources: under(name),
    }));
}
