import { z } from "zod";
import type { Right, RightAnswer } from "@/lib/model";
import type { Wire } from "@/lib/wire";
import type { Asker } from "./asker";

const review = z.object({ status: z.object({ allowed: z.boolean(), denied: z.boolean().optional(), reason: z.string().optional(), evaluationError: z.string().optional() }) });

/** How long an answer is believed, ms: a page asks for the same buttons again and again. */
const believed = 10_000;
const mostAnswers = 10_000;
const atOnce = 8;

/** What people may do, asked of the API server itself, right by right; to show the right buttons, never as the authorisation. */
export type AskRights = (asker: Asker, rights: readonly Right[], signal?: AbortSignal) => Promise<readonly RightAnswer[]>;

export function createRights(wire: Wire, now: () => number): AskRights {
  const known = new Map<string, { readonly at: number; readonly answer: Promise<RightAnswer> }>();

  async function ask(asker: Asker, right: Right): Promise<RightAnswer> {
    const spec = { resourceAttributes: right };
    const body = { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectAccessReview", spec };
    const { status } = await wire.post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", body, review, { headers: await asker.headers() });
    const reason = status.reason ?? status.evaluationError;
    return { ...right, allowed: status.allowed && status.denied !== true, ...(reason ? { reason: reason.slice(0, 500) } : {}) };
  }

  function answerOf(asker: Asker, right: Right): Promise<RightAnswer> {
    const key = JSON.stringify([asker.key, right.verb, right.group, right.resource, right.subresource, right.namespace, right.name]);
    const last = known.get(key);
    if (last !== undefined && now() - last.at < believed) return last.answer;
    const answer = ask(asker, right);
    known.delete(key);
    known.set(key, { at: now(), answer });
    answer.catch(() => {
      if (known.get(key)?.answer === answer) known.delete(key);
    });
    for (const oldest of known.keys()) {
      if (known.size <= mostAnswers) break;
      known.delete(oldest);
    }
    return answer;
  }

  return async (asker, rights, signal) => {
    const found: RightAnswer[] = [];
    let next = 0;
    const work = async () => {
      for (let index = next++; index < rights.length; index = next++) {
        signal?.throwIfAborted();
        const right = rights[index];
        if (right !== undefined) found[index] = await answerOf(asker, right);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return found;
  };
}
