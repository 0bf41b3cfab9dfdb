import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CastorError } from "@/lib/model";
import type { ClusterSettings } from "@/lib/settings";
import { answerHeaders, answerType, onlyStatus, withoutContents, type ApiRequest } from "@/lib/tools/kubernetes/proxy";
import type { Passed } from "@/lib/wire";
import { answerBody } from "./proxy-body";

/** As much of an answer about Secrets as is read to reduce it. */
const mostSecrets = 16 * 1024 * 1024;

export interface AnswerContext {
  readonly asked: ApiRequest;
  /** How people call the API: it begins every sentence about its failures. */
  readonly name: string;
  readonly identity: ClusterSettings["kubernetes"]["identity"];
}

/** Ends an answer that is not passed on. */
export function discard(body: Readable): void {
  body.on("error", () => undefined);
  body.destroy();
}

/**
 * The type under which an answer may be passed on. Throws where nothing of it may: redirects, which
 * would lead the browser or Castor elsewhere; web pages, which would be Castor's own to the browser;
 * and a 401, which to a browser would say that it is signed out of Castor.
 */
export function checkedType({ status, headers }: Pick<Passed, "status" | "headers">, { asked, name, identity }: AnswerContext): string {
  if (status === 401) {
    if (identity === "id-token") throw new CastorError("unauthorized", `${name} does not accept your sign-in; sign in again.`);
    throw new CastorError("unreachable", `${name} does not accept Castor's credentials.`);
  }
  if (status < 200 || (status >= 300 && status < 400)) throw new CastorError("unexpected-shape", `${name} points elsewhere instead of answering; is its URL right?`, { detail: `HTTP ${status}` });
  const type = answerType(headers, asked.log);
  if (type === undefined) throw new CastorError("unexpected-shape", `${name} answered ${status} with something that is not data.`, { detail: `content-type ${String(headers["content-type"])}` });
  return type;
}

/** The whole answer about a Secret, without what is in it. */
export async function reduced(body: string | undefined, status: number, { asked, name }: AnswerContext): Promise<string> {
  if (body === undefined) throw new CastorError("too-large", `${name} sends more about Secrets than Castor reads.`);
  if (status < 300) return withoutContents(asked.verb, body);
  const found = onlyStatus(body);
  if (found === undefined) throw new CastorError("unexpected-shape", `${name} answered ${status} with something that is not data.`);
  return found;
}

/** Passes an answer on as it comes: nothing is kept, and nothing is read faster than the browser takes it. */
export async function passAnswer(response: ServerResponse, passed: Passed, context: AnswerContext, signal: AbortSignal): Promise<void> {
  let type: string;
  try {
    type = checkedType(passed, context);
  } catch (error) {
    discard(passed.body);
    throw error;
  }
  const { status, headers, body } = passed;
  const { asked } = context;
  if (asked.secret) {
    const told = await reduced(await answerBody(body, mostSecrets), status, context);
    response.writeHead(status, { ...answerHeaders(headers), "content-type": type });
    response.end(told);
    return;
  }
  const length = headers["content-length"];
  response.writeHead(status, {
    ...answerHeaders(headers),
    "content-type": type,
    ...(length !== undefined && /^\d{1,15}$/.test(length) ? { "content-length": length } : {}),
    ...(asked.long ? { "x-accel-buffering": "no" } : {}),
  });
  response.flushHeaders();
  await pipeline(body, response, { signal });
}
