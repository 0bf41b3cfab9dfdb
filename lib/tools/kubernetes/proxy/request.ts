import type { IncomingHttpHeaders } from "node:http";
import { CastorError } from "@/lib/model";
import type { Headers } from "@/lib/wire";
import { acceptOf, contentTypeOf, tableOnly } from "./headers";
import { readApiPath, type ApiTarget } from "./path";
import { readApiQuery } from "./query";
import { checkAllowed, isLog, isQuestion, isRead, isSecret, verbOf, type ApiVerb } from "./rules";

/** A request for the Kubernetes API as it is sent on: understood, allowed, and spelled anew. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** With its `?`; empty where there is none. */
  readonly query: string;
  /** Beside those that say in whose name it is sent. */
  readonly headers: Headers;
  /** Absent for the API's own paths: discovery, version, schemas. */
  readonly target?: ApiTarget;
  readonly verb: ApiVerb;
  /** It changes something: it must come from Castor's own pages, and is audited. */
  readonly changes: boolean;
  /** It must come from Castor's own pages. */
  readonly guarded: boolean;
  /** It may last as long as the session: a watch, or a log. */
  readonly long: boolean;
  readonly log: boolean;
  /** What it answers must be reduced: contents of Secrets never pass. */
  readonly secret: boolean;
  /** The query asks only what would happen. */
  readonly dryRun: boolean;
}

/** What somebody tried that is never passed on. */
export interface Attempt {
  readonly verb: ApiVerb;
  readonly target: ApiTarget;
}

/** What was tried, where an error of {@link readApiRequest} refuses something that was understood. */
export const attemptOf = (error: unknown): Attempt | undefined => (error as { readonly attempt?: Attempt } | undefined)?.attempt;

/** Headers with which connections are taken over. */
const takeover = ["upgrade", "sec-websocket-key", "sec-websocket-protocol", "http2-settings"];

/**
 * Reads what a browser asks of the Kubernetes API. `url` is the raw path and query behind Castor's
 * own prefix, as it came over the wire. Of the headers only Accept and Content-Type count; nothing
 * else of the request is ever sent on. Throws `invalid` or `forbidden`.
 */
export function readApiRequest({ method, url, headers }: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders }): ApiRequest {
  if (takeover.some((name) => headers[name] !== undefined)) throw new CastorError("forbidden", "Castor does not pass on upgraded connections.");
  const at = url.indexOf("?");
  const { path, target } = readApiPath(at < 0 ? url : url.slice(0, at));
  // What is never passed on is refused as such, whatever comes behind it.
  if (target !== undefined) allow(verbOf(method, target, false), target);
  const query = readApiQuery(at < 0 ? "" : url.slice(at + 1));
  if (target === undefined) {
    if (method !== "GET") throw new CastorError("invalid", "The Kubernetes API knows no such request.", { detail: `${method} of one of its own paths` });
    const common = { changes: false, guarded: false, long: false, log: false, secret: false, dryRun: false } as const;
    return { method, path, query: spell(query), headers: { accept: acceptOf(headers.accept) }, verb: "get", ...common };
  }
  const verb = verbOf(method, target, query["watch"] === "true");
  allow(verb, target);
  const [read, secret, log] = [isRead(verb), isSecret(target), isLog(target)];
  return {
    method,
    path,
    query: spell(secret && read ? { ...query, includeObject: "None" } : query),
    headers: {
      // A log is refused by older servers where only JSON is accepted.
      accept: log ? "text/plain, application/json, */*" : !secret ? acceptOf(headers.accept) : read ? tableOnly : "application/json",
      ...(read ? {} : { "content-type": contentTypeOf(method, headers["content-type"]) }),
    },
    target,
    verb,
    changes: !read && !isQuestion(target),
    guarded: !read,
    long: verb === "watch" || log,
    log,
    secret,
    dryRun: query["dryRun"] === "All",
  };
}

function allow(verb: ApiVerb, target: ApiTarget): void {
  try {
    checkAllowed(verb, target);
  } catch (error) {
    throw Object.assign(error as Error, { attempt: { verb, target } satisfies Attempt });
  }
}

function spell(query: Readonly<Record<string, string>>): string {
  const spelled = new URLSearchParams(query).toString();
  return spelled === "" ? "" : `?${spelled}`;
}
