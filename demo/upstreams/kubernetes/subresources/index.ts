import type { Call } from "../call";
import type { KubeObject } from "../kind";
import { badRequest, methodNotAllowed, noSuchPath, Refusal } from "../status";
import type { Status } from "../status";
import { sentObject, sentType, sentValue } from "../write/body";
import { needed, readSent } from "../write/target";
import { patch, patched, update } from "../write/write";
import { evict } from "./eviction";
import { log } from "./log";
import { addEphemeral, bind, tokenFor } from "./pod-parts";
import { scale } from "./scale";

/** What a request for a part of an object is answered with; undefined where it was answered as a stream. */
export type PartAnswer = { readonly code: number; readonly object: KubeObject | Status } | undefined;

/** Answers whatever stands below an object, except the proxy. Throws a Refusal. */
export async function answerPart(call: Call): Promise<PartAnswer> {
  const { route, request } = call;
  const { subresource = "", kind } = route;
  const method = request.method ?? "GET";
  const served = kind.subresources?.some((each) => each === subresource) || (kind.plural === "namespaces" && subresource === "finalize");
  if (!served) throw new Refusal(noSuchPath());
  const post = <T extends KubeObject | Status>(answer: (call: Call) => Promise<T>) => {
    if (method !== "POST") throw new Refusal(methodNotAllowed());
    return answer(call).then((object) => ({ code: 201, object }));
  };
  switch (subresource) {
    case "status":
    case "approval":
    case "finalize":
      if (method === "GET") return { code: 200, object: needed(call) };
      if (method === "PUT") return update(call, "status");
      if (method === "PATCH") return patch(call, "status");
      throw new Refusal(methodNotAllowed());
    case "scale":
      return { code: 200, object: await scale(call) };
    case "eviction":
      return post(evict);
    case "binding":
      return post(bind);
    case "token":
      return post(tokenFor);
    case "log":
      if (method !== "GET") throw new Refusal(methodNotAllowed());
      await log(call);
      return undefined;
    case "ephemeralcontainers":
      if (method === "GET") return { code: 200, object: needed(call) };
      return {
        code: 200,
        object: await addEphemeral(call, async (before) => {
          if (method === "PUT") return readSent(call, await sentObject(request));
          if (method !== "PATCH") throw new Refusal(methodNotAllowed());
          return patched(call, before, sentType(request), await sentValue(request));
        }),
      };
    case "exec":
    case "attach":
    case "portforward":
      needed(call);
      throw new Refusal(badRequest(request.headers.upgrade === undefined ? "Upgrade request required" : "unable to upgrade connection: the simulated kubelet runs no processes"));
    default:
      throw new Refusal(noSuchPath());
  }
}
