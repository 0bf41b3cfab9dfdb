/** One kind of object that a cluster's API serves, as its discovery tells. Nothing about kinds is known beforehand. */
export interface ApiResource {
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural name in paths: `deployments`. */
  readonly resource: string;
  readonly kind: string;
  readonly singular: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  /** `po`, `deploy` … */
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Names of subresources: `log`, `scale`, `status` … */
  readonly subresources: readonly string[];
}

/** What names a kind in paths and topics. */
export type ResourceId = Pick<ApiResource, "group" | "version" | "resource">;

/** `core` in place of the empty group: a path needs a word there. */
export const groupWord = (group: string): string => (group === "" ? "core" : group);
export const groupOfWord = (word: string): string => (word === "core" ? "" : word);

/** `apps/v1/deployments`, `core/v1/pods`: a kind's spelling in Castor's own addresses. */
export const resourcePath = ({ group, version, resource }: ResourceId): string => `${groupWord(group)}/${version}/${resource}`;

/** `apps/v1`, or `v1` for the core group: what manifests say. */
export const apiVersionOf = ({ group, version }: Pick<ResourceId, "group" | "version">): string => (group === "" ? version : `${group}/${version}`);

/** Reads `apps/v1` or `v1`. */
export function readApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? { group: "", version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The collection's path in the Kubernetes API: `/apis/apps/v1/namespaces/<ns>/deployments`. Parts are escaped. */
export function collectionPath({ group, version, resource }: ResourceId, namespace?: string): string {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return `${root}${namespace === undefined ? "" : `/namespaces/${encodeURIComponent(namespace)}`}/${resource}`;
}

/** What names one object. */
export interface ObjectRef extends ResourceId {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** The object's path in the Kubernetes API, for one of its subresources too. */
export function objectPath(ref: Omit<ObjectRef, "kind">, subresource?: string): string {
  return `${collectionPath(ref, ref.namespace)}/${encodeURIComponent(ref.name)}${subresource === undefined ? "" : `/${subresource}`}`;
}

/** Where Castor passes a request on to a cluster's API, with the person's own rights. */
export const proxyPath = (cluster: string, path: string): string => `/api/clusters/${cluster}/kubernetes${path}`;

/** Castor's page of a kind's objects. */
export const resourceHref = (cluster: string, resource: ResourceId): string => `/clusters/${cluster}/objects/${resourcePath(resource)}`;

/** Castor's page of one object; `-` stands for no namespace. */
export function objectHref(cluster: string, ref: Omit<ObjectRef, "kind">): string {
  return `${resourceHref(cluster, ref)}/${encodeURIComponent(ref.namespace ?? "-")}/${encodeURIComponent(ref.name)}`;
}

/** Whether both name the same object, whatever version they ask for it in. */
export function sameObject(a: ObjectRef, b: ObjectRef): boolean {
  return a.group === b.group && a.resource === b.resource && a.namespace === b.namespace && a.name === b.name;
}
