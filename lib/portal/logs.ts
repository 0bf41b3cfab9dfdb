import type { IncomingMessage, ServerResponse } from "node:http";
import { CastorError, httpStatus, isCastorError, problemOf, type LogPod, type Person } from "@/lib/model";
import { isNamespaceName, readLogQuery } from "@/lib/model/log-query";
import { logPodOf, podOf, streamLogs, type LogAccess, type LogClock } from "@/lib/tools/kubernetes/logs";
import type { ClusterParts } from "./cluster";
import type { Log } from "./index";

export interface LogsParts {
  readonly person: (cookie: string | undefined) => Promise<Person | undefined>;
  /** Throws `not-found` where the person may not see the cluster. */
  readonly cluster: (person: Person, id: string) => Pick<ClusterParts, "api" | "headers">;
  /** Aborts when the session behind the cookie ends. */
  readonly ended: (cookie: string | undefined) => AbortSignal | undefined;
  readonly log: Pick<Log, "error">;
  readonly clock?: LogClock;
}

/** What {@link createLogs} answers. */
export const logsRoute = /^\/api\/clusters\/([^/?]+)\/logs\/([^/?]+)(\/pods)?(?:\?|$)/;

/**
 * Answers `GET /api/clusters/<cluster>/logs/<namespace>?pod=…` with the logs of containers, merged
 * and followed, and `…/<namespace>/pods?pod=…` with those pods' containers, all in the person's name.
 */
export function createLogs({ person, cluster, ended, log, clock }: LogsParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      if (request.method !== "GET") return refuse(response, 405, new CastorError("invalid", "Logs are read with GET."), { allow: "GET" });
      const { cookie } = request.headers;
      const asking = await person(cookie);
      if (asking === undefined) throw new CastorError("unauthorized", "Sign in first.");
      const [, id = "", namespace = "", pods] = (logsRoute.exec(request.url ?? "") ?? []).map((part) => part && unescaped(part));
      const { api: wire, headers } = cluster(asking, id);
      if (!isNamespaceName(namespace)) throw new CastorError("invalid", "That cannot be a namespace's name.");
      const query = readLogQuery(new URL(request.url ?? "/", "http://castor.invalid").searchParams);
      const access: LogAccess = { wire, namespace, headers: () => headers(asking) };
      // Nothing is asked of the cluster, and nothing begun, for somebody whose names cannot be used there.
      await access.headers();
      const leaving = new AbortController();
      response.once("close", () => leaving.abort());
      const session = ended(cookie);
      const signal = session === undefined ? leaving.signal : AbortSignal.any([leaving.signal, session]);
      if (pods !== undefined) return answer(response, await podsOf(access, [...new Set(query.targets.map(({ pod }) => pod))], signal));
      response.writeHead(200, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
      response.flushHeaders();
      await streamLogs(access, query, response, signal, clock);
      if (session?.aborted === true) response.destroy();
      else response.end();
    } catch (error) {
      if (!isCastorError(error)) log.error({ err: error }, "logs failed");
      if (response.headersSent) response.destroy();
      else refuse(response, httpStatus(problemOf(error).code), error);
    }
  };
}

/** The pods that exist, in the order asked. Throws what the first one's question threw where none could be read. */
async function podsOf(access: LogAccess, names: readonly string[], signal: AbortSignal): Promise<readonly LogPod[]> {
  const results = await Promise.allSettled(names.map(async (name) => logPodOf(await podOf(access, name, signal))));
  const found = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.find((result) => result.status === "rejected");
  if (found.length > 0 || failed === undefined) return found;
  const { code } = problemOf(failed.reason);
  if (code === "not-found") throw new CastorError("not-found", `There is no pod ${names[0] ?? ""} in ${access.namespace}.`);
  if (code === "forbidden") throw new CastorError("forbidden", `You may not read pods in ${access.namespace}.`);
  throw failed.reason;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new CastorError("invalid", "The address is not escaped as it should be.");
  }
}

function answer(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, error: unknown, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { ...headers, "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(JSON.stringify({ error: problemOf(error) }));
}
