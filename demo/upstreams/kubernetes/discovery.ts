import { apiVersion } from "./kind";
import type { Kind, Subresource } from "./kind";

/** What can be done with every stored object. */
export const everyVerb = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

interface Part {
  readonly verbs: readonly string[];
  readonly of?: { readonly group: string; readonly version: string; readonly kind: string };
}

/** What the parts below an object take and answer, where that is not the kind itself. */
const parts: Readonly<Record<Subresource, Part>> = {
  status: { verbs: ["get", "patch", "update"] },
  scale: { verbs: ["get", "patch", "update"], of: { group: "autoscaling", version: "v1", kind: "Scale" } },
  log: { verbs: ["get"] },
  eviction: { verbs: ["create"], of: { group: "policy", version: "v1", kind: "Eviction" } },
  binding: { verbs: ["create"], of: { group: "", version: "v1", kind: "Binding" } },
  exec: { verbs: ["create", "get"], of: { group: "", version: "v1", kind: "PodExecOptions" } },
  attach: { verbs: ["create", "get"], of: { group: "", version: "v1", kind: "PodAttachOptions" } },
  portforward: { verbs: ["create", "get"], of: { group: "", version: "v1", kind: "PodPortForwardOptions" } },
  proxy: { verbs: ["create", "delete", "get", "patch", "update"], of: { group: "", version: "v1", kind: "PodProxyOptions" } },
  ephemeralcontainers: { verbs: ["get", "patch", "update"] },
  token: { verbs: ["create"], of: { group: "authentication.k8s.io", version: "v1", kind: "TokenRequest" } },
  approval: { verbs: ["get", "patch", "update"] },
  finalize: { verbs: ["update"] },
};

export const verbsOf = (kind: Kind) => kind.verbs ?? everyVerb;
export const singularOf = (kind: Kind) => kind.singular ?? kind.kind.toLowerCase();
const groupsOf = (kinds: readonly Kind[]) => [...new Set(kinds.map(({ group }) => group))].filter((group) => group !== "");

/** The versions of a group, the preferred one first: stable before beta before alpha, newer before older. */
export function versionsOf(kinds: readonly Kind[], group: string): readonly string[] {
  const rank = (version: string) => {
    const [, major = "0", stage, minor = "0"] = /^v(\d+)(alpha|beta)?(\d+)?$/.exec(version) ?? [];
    return (stage === undefined ? 2e6 : stage === "beta" ? 1e6 : 0) + Number(major) * 1_000 + Number(minor);
  };
  return [...new Set(kinds.filter((kind) => kind.group === group).map(({ version }) => version))].sort((a, b) => rank(b) - rank(a));
}

const named = (kind: Kind) => ({ ...(kind.shortNames && { shortNames: kind.shortNames }), ...(kind.categories && { categories: kind.categories }) });

/** Whether the client asks for the aggregated form of discovery. */
export function wantsAggregated(accept: string | undefined): boolean {
  return /g=apidiscovery\.k8s\.io/.test(accept ?? "") && /v=v2(?![a-z0-9])/.test(accept ?? "") && /as=APIGroupDiscoveryList/.test(accept ?? "");
}

export const aggregatedType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

/** Everything at once: the aggregated discovery of `/api` or `/apis`. */
export function aggregated(kinds: readonly Kind[], core: boolean): object {
  const groups = core ? [""] : groupsOf(kinds);
  return {
    kind: "APIGroupDiscoveryList",
    apiVersion: "apidiscovery.k8s.io/v2",
    metadata: {},
    items: groups.map((group) => ({
      metadata: { ...(group !== "" && { name: group }), creationTimestamp: null },
      versions: versionsOf(kinds, group).map((version) => ({
        version,
        freshness: "Current",
        resources: kinds
          .filter((kind) => kind.group === group && kind.version === version)
          .map((kind) => ({
            resource: kind.plural,
            responseKind: { group: kind.group, version: kind.version, kind: kind.kind },
            scope: kind.namespaced ? "Namespaced" : "Cluster",
            singularResource: singularOf(kind),
            verbs: verbsOf(kind),
            ...named(kind),
            ...(kind.subresources?.length && {
              subresources: kind.subresources.map((name) => ({ subresource: name, responseKind: parts[name].of ?? { group: kind.group, version: kind.version, kind: kind.kind }, verbs: parts[name].verbs })),
            }),
          })),
      })),
    })),
  };
}

/** The older form, document by document; undefined for a path that is none of them. */
export function legacy(kinds: readonly Kind[], path: string, host: string): object | undefined {
  const group = (name: string) => {
    const versions = versionsOf(kinds, name).map((version) => ({ groupVersion: `${name}/${version}`, version }));
    return { name, versions, preferredVersion: versions[0] };
  };
  if (path === "/api") return { kind: "APIVersions", versions: ["v1"], serverAddressByClientCIDRs: [{ clientCIDR: "0.0.0.0/0", serverAddress: host }] };
  if (path === "/apis") return { kind: "APIGroupList", apiVersion: "v1", groups: groupsOf(kinds).map(group) };
  const [, root, ...rest] = path.split("/");
  const version = root === "api" && rest.length === 1 ? rest[0] : root === "apis" && rest.length === 2 ? rest.join("/") : undefined;
  const served = kinds.filter((kind) => apiVersion(kind) === version);
  if (version !== undefined && served.length > 0) return { kind: "APIResourceList", apiVersion: "v1", groupVersion: version, resources: served.flatMap(resources) };
  const name = root === "apis" && rest.length === 1 ? rest[0] : undefined;
  return name !== undefined && groupsOf(kinds).includes(name) ? { kind: "APIGroup", apiVersion: "v1", ...group(name) } : undefined;
}

function resources(kind: Kind): readonly object[] {
  return [
    { name: kind.plural, singularName: singularOf(kind), namespaced: kind.namespaced, kind: kind.kind, verbs: verbsOf(kind), ...named(kind) },
    ...(kind.subresources ?? []).map((name) => {
      const { of, verbs } = parts[name];
      return { name: `${kind.plural}/${name}`, singularName: "", namespaced: kind.namespaced, ...(of && { group: of.group, version: of.version }), kind: of?.kind ?? kind.kind, verbs };
    }),
  ];
}
