import { apiVersion } from "./kind";
import type { Kind } from "./kind";

const verbs = (kind: Kind) => (kind.kind.startsWith("SelfSubject") ? ["create"] : ["get", "list", "watch"]);
const singular = (kind: Kind) => kind.kind.toLowerCase();

const groupsOf = (kinds: readonly Kind[]) => [...new Set(kinds.map(({ group }) => group))].filter((group) => group !== "");
const versionsOf = (kinds: readonly Kind[], group: string) => [...new Set(kinds.filter((kind) => kind.group === group).map(({ version }) => version))];

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
            singularResource: singular(kind),
            verbs: verbs(kind),
            ...(kind.shortNames && { shortNames: kind.shortNames }),
            ...(kind.everyday && { categories: ["all"] }),
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
  const [, root, ...parts] = path.split("/");
  const version = root === "api" && parts.length === 1 ? parts[0] : root === "apis" && parts.length === 2 ? parts.join("/") : undefined;
  const served = kinds.filter((kind) => apiVersion(kind) === version);
  if (version !== undefined && served.length > 0) {
    return {
      kind: "APIResourceList",
      apiVersion: "v1",
      groupVersion: version,
      resources: served.map((kind) => ({
        name: kind.plural,
        singularName: singular(kind),
        namespaced: kind.namespaced,
        kind: kind.kind,
        verbs: verbs(kind),
        ...(kind.shortNames && { shortNames: kind.shortNames }),
        ...(kind.everyday && { categories: ["all"] }),
      })),
    };
  }
  const name = root === "apis" && parts.length === 1 ? parts[0] : undefined;
  return name !== undefined && groupsOf(kinds).includes(name) ? { kind: "APIGroup", apiVersion: "v1", ...group(name) } : undefined;
}
