import { exchange } from "@/components/live";
import { objectPath, proxyPath, type ObjectRef } from "@/lib/model/api-resource";
import { cordon } from "../declarations/cordon";
import { failureOf, send } from "../perform";
import { refusalOf, type Refusal } from "../refusal";
import type { ApiRequest } from "../action";
import type { DrainWorld } from "./drain";
import { podsOnNode, type DrainPod } from "./pod";

/** The eviction of exactly this pod: one of the same name that was made meanwhile is left alone. */
export function evictionRequest({ uid, namespace, name }: DrainPod): ApiRequest {
  const body = { apiVersion: "policy/v1", kind: "Eviction", metadata: { name, namespace }, deleteOptions: { preconditions: { uid } } };
  return { method: "POST", path: objectPath({ group: "", version: "v1", resource: "pods", namespace, name }, "eviction"), type: "application/json", body: JSON.stringify(body) };
}

/** The pods on a node, as the API itself selects them. */
export async function readPods(cluster: string, node: string, signal?: AbortSignal): Promise<readonly DrainPod[] | Refusal> {
  try {
    const query = new URLSearchParams({ fieldSelector: `spec.nodeName=${node}` }).toString();
    const answer = await exchange(`${proxyPath(cluster, "/api/v1/pods")}?${query}`, { signal });
    return refusalOf(answer) ?? podsOnNode(answer.body, node);
  } catch (error) {
    return failureOf(error);
  }
}

/** Draining a node of a real cluster, in the person's name. */
export function drainWorld(cluster: string, node: ObjectRef, now: () => number): DrainWorld {
  const ask = async (request: ApiRequest): Promise<Refusal | undefined> => {
    try {
      return refusalOf(await send(cluster, request));
    } catch (error) {
      return failureOf(error);
    }
  };
  const target = { ref: node, uid: "", control: {}, owned: [] };
  return {
    now,
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener("abort", end);
        if (signal.aborted) end();
      }),
    async cordon() {
      for (const request of cordon.requests(target, {}, { now: 0 })) {
        const refusal = await ask(request);
        if (refusal !== undefined) return refusal;
      }
      return undefined;
    },
    pods: () => readPods(cluster, node.name),
    evict: (pod) => ask(evictionRequest(pod)),
  };
}
