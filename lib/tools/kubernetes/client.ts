import type { ClusterEvent, ExporterTarget, Namespaces, NodeInfo, NodePod, ResourceId } from "@/lib/model";
import { path, type Wire } from "@/lib/wire";
import type { Asker } from "./asker";
import { clusterEvent, hostOf, newest } from "./events";
import { exporterTargets } from "./exporter-targets";
import { list } from "./list";
import { nodeInfo } from "./node-info";
import { nodePod } from "./pod-status";
import * as schema from "./schema";
import { createScopes } from "./scope";

/** What a person may see, decided by the API server: every request is made in the person's name. */
export interface KubernetesAs {
  /** The pods on a node, of all namespaces or of those that are allowed. */
  podsOn(node: string, signal?: AbortSignal): Promise<readonly NodePod[]>;
  /** The events of a node and of the pods on it, newest first. */
  eventsOn(node: string, signal?: AbortSignal): Promise<readonly ClusterEvent[]>;
  /** The events of one object, newest first. */
  eventsOf(object: { readonly kind: string; readonly namespace?: string; readonly name: string }, signal?: AbortSignal): Promise<readonly ClusterEvent[]>;
  /** Recent warnings, newest first. */
  warnings(signal?: AbortSignal): Promise<readonly ClusterEvent[]>;
}

export interface Kubernetes {
  readonly name: string;
  version(signal?: AbortSignal): Promise<string>;
  /** With Castor's own rights, sorted by name. */
  nodes(signal?: AbortSignal): Promise<readonly NodeInfo[]>;
  /** The exporters behind a service, with Castor's own rights. */
  exporterTargets(service: { readonly namespace: string; readonly service: string }, signal?: AbortSignal): Promise<readonly ExporterTarget[]>;
  /** Where they may list pods; `named` are the namespaces they told of themselves. */
  where(as: Asker, named: readonly string[], signal?: AbortSignal): Promise<Namespaces>;
  /** The namespaces in which they may list a kind; throws `forbidden` where that is nowhere. */
  allowed(as: Asker, kind: Pick<ResourceId, "group" | "resource">, named: readonly string[], signal?: AbortSignal): Promise<readonly string[]>;
  /** In a person's name; its answers throw `forbidden` where the person cannot be mapped to a user of the cluster. */
  as(asker: Asker): KubernetesAs;
}

const mostEvents = 500;
const mostWarnings = 200;

/** Where the API server passes requests on to a pod: `https://…/api/v1/namespaces/<ns>/pods/<pod>:<port>/proxy<rest>`. */
export function podProxyPath({ namespace, name }: { readonly namespace: string; readonly name: string }, port: number, rest: string): string {
  return `${path`/api/v1/namespaces/${namespace}/pods/${name}:${String(port)}/proxy`}${rest}`;
}

/** The Kubernetes API of one cluster, as far as Castor needs it. `people` is the way to it in people's names, where that is another. */
export function kubernetes(wire: Wire, now: () => number = Date.now, people: Wire = wire): Kubernetes {
  const scopes = createScopes({ own: wire, wire: people }, now);
  return {
    name: wire.name,
    version: async (signal) => (await wire.get("/version", schema.version, { signal })).gitVersion,
    async nodes(signal) {
      const found = await list(wire, "/api/v1/nodes", schema.node, { signal });
      return found.map(nodeInfo).sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
    },
    async exporterTargets({ namespace, service }, signal) {
      const query = { labelSelector: `kubernetes.io/service-name=${service}` };
      return exporterTargets(await list(wire, path`/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`, schema.endpointSlice, { query, signal }));
    },
    where: (as, named, signal) => scopes.where(as, named, signal),
    allowed: (as, kind, named, signal) => scopes.allowed(as, kind, named, signal),
    as(asker) {
      const events = (fieldSelector: string, signal: AbortSignal | undefined) =>
        scopes.listAs(asker, "events", async (where) => list(people, where, schema.event, { query: { fieldSelector }, headers: await asker.headers(), signal }), signal);
      const pods = (node: string, signal: AbortSignal | undefined) =>
        scopes.listAs(asker, "pods", async (where) => list(people, where, schema.pod, { query: { fieldSelector: `spec.nodeName=${node}` }, headers: await asker.headers(), signal }), signal);
      return {
        async podsOn(node, signal) {
          const found = (await pods(node, signal)).filter(({ spec }) => spec.nodeName === node).map(nodePod);
          return found.sort((a, b) => a.namespace.localeCompare(b.namespace) || a.name.localeCompare(b.name, "en", { numeric: true }));
        },
        async eventsOn(node, signal) {
          const [ofNode, ofPods, here] = await Promise.all([
            events(`involvedObject.kind=Node,involvedObject.name=${node}`, signal),
            events("involvedObject.kind=Pod", signal),
            // The scheduler and controllers do not say on which node a pod is: the pods do.
            pods(node, signal).catch(() => []),
          ]);
          const names = new Set(here.map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name}`));
          const onNode = ofPods.filter((event) => {
            const { namespace = "", name = "" } = event.involvedObject;
            return hostOf(event) === node || names.has(`${namespace}/${name}`);
          });
          const own = ofNode.filter(({ involvedObject }) => involvedObject.kind === "Node" && involvedObject.name === node);
          return newest([...own, ...onNode].map((event) => ({ ...clusterEvent(event), node })), mostEvents);
        },
        async eventsOf({ kind, namespace, name }, signal) {
          const fieldSelector = `involvedObject.kind=${kind},involvedObject.name=${name}`;
          const found =
            namespace === undefined
              ? await events(fieldSelector, signal)
              : await list(people, path`/api/v1/namespaces/${namespace}/events`, schema.event, { query: { fieldSelector }, headers: await asker.headers(), signal });
          return newest(found.filter(({ involvedObject }) => involvedObject.kind === kind && involvedObject.name === name).map(clusterEvent), mostEvents);
        },
        async warnings(signal) {
          const found = await events("type=Warning", signal);
          return newest(found.filter(({ type }) => type === "Warning").map(clusterEvent), mostWarnings);
        },
      };
    },
  };
}
