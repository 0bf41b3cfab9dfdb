import type { IncomingMessage, ServerResponse } from "node:http";
import { setMaxListeners } from "node:events";
import { answerRefusal } from "@/lib/hub";
import { CastorError, httpStatus, isCastorError, logLevel, type Person } from "@/lib/model";
import { attemptOf, isRead, readApiRequest, type ApiRequest } from "@/lib/tools/kubernetes/proxy";
import type { Auditor } from "./auditor";
import type { ClusterParts } from "./cluster";
import type { Log } from "./index";
import { createLongRequests } from "./long-requests";
import { passAnswer } from "./proxy-answer";
import { requestBody } from "./proxy-body";
import { changeOf, passChange, type ChangeContext } from "./proxy-change";

export interface ProxyParts {
  readonly person: (cookie: string | undefined) => Promise<Person | undefined>;
  /** Throws `not-found` where the person may not see the cluster. */
  readonly cluster: (person: Person, id: string) => ClusterParts;
  /** Aborts when the session behind the cookie ends. */
  readonly ended: (cookie: string | undefined) => AbortSignal | undefined;
  readonly isSameOrigin: (headers: Pick<Headers, "get">) => boolean;
  readonly auditor: Auditor;
  /** The browser's address. */
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: Log;
  /** Logs and watches that one person may follow at once (24). */
  readonly mostLong?: number;
  /** How long an ordinary answer may take altogether, ms (2 minutes). */
  readonly ordinary?: number;
}

/** `/api/clusters/<cluster>/kubernetes/<raw API path>`, as it came over the wire. */
export const kubernetesRoute = /^\/api\/clusters\/([a-z0-9-]{1,63})\/kubernetes(?=[/?]|$)/;

/** Answers {@link kubernetesRoute}: a cluster's API, asked as the signed-in person and with no rights but theirs. */
export function createKubernetesProxy(parts: ProxyParts) {
  const { person, ended, isSameOrigin, auditor, addressOf, log } = parts;
  const holdLong = createLongRequests(parts.mostLong ?? 24);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { cookie } = request.headers;
    const asking = await person(cookie);
    if (asking === undefined) throw new CastorError("unauthorized", "Sign in first.");
    const { method = "", url = "" } = request;
    const [prefix = "", id = ""] = kubernetesRoute.exec(url) ?? [];
    const cluster = parts.cluster(asking, id);
    // Before anything is written down: another site's page must not fill the audit log in a person's name.
    if (method !== "GET" && !isSameOrigin({ get: (name) => [request.headers[name] ?? null].flat()[0] ?? null })) {
      throw new CastorError("forbidden", "This request did not come from Castor's own pages.");
    }
    const context: ChangeContext = { auditor, cluster, person: asking, from: addressOf(request) };
    const asked = await understood(request, url.slice(prefix.length), context);
    const { target } = asked;
    if (target !== undefined && asked.changes) return passChange(response, { ...asked, target }, await requestBody(request), context);
    await passReading(request, response, asked, context, ended(cookie));
  }

  /** What is asked; a change that is never passed on is written down before it is refused. */
  async function understood(request: IncomingMessage, url: string, context: ChangeContext): Promise<ApiRequest> {
    try {
      return readApiRequest({ method: request.method ?? "", url, headers: request.headers });
    } catch (error) {
      const attempt = attemptOf(error);
      if (attempt !== undefined && !isRead(attempt.verb)) await auditor.refused(changeOf({ ...attempt, dryRun: false }, context), error, 403);
      const { code, detail } = isCastorError(error) ? error : { code: "internal", detail: undefined };
      log.warn({ refused: { person: context.person.id, from: context.from, cluster: context.cluster.settings.id, method: request.method, code, detail } }, "a request for a cluster's API was refused");
      throw error;
    }
  }

  async function passReading(request: IncomingMessage, response: ServerResponse, asked: ApiRequest, { cluster, person: asking }: ChangeContext, end: AbortSignal | undefined): Promise<void> {
    const release = asked.long ? holdLong(asking.id) : () => undefined;
    const control = new AbortController();
    const stop = () => control.abort();
    let late = false;
    const tooLate = () => {
      late = true;
      stop();
    };
    const deadline = asked.long ? undefined : setTimeout(tooLate, parts.ordinary ?? 120_000);
    response.once("close", stop);
    if (end?.aborted === true) stop();
    if (end !== undefined) setMaxListeners(0, end);
    end?.addEventListener("abort", stop, { once: true });
    try {
      const body = asked.guarded ? await requestBody(request) : undefined;
      const headers = { ...asked.headers, ...(await cluster.headers(asking)) };
      const passed = await cluster.api.pass(asked.path, { method: asked.method, query: asked.query, headers, body, signal: control.signal });
      await passAnswer(response, passed, { asked, name: cluster.api.name, identity: cluster.settings.kubernetes.identity }, control.signal);
    } catch (error) {
      if (end?.aborted === true) throw new CastorError("unauthorized", "Your session has ended; sign in again.");
      throw late ? new CastorError("timeout", `${cluster.api.name} does not answer in time.`) : error;
    } finally {
      clearTimeout(deadline);
      end?.removeEventListener("abort", stop);
      release();
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await handle(request, response);
    } catch (error) {
      // What has begun can only be cut off: the browser sees that it is not whole.
      if (response.headersSent || response.destroyed) return void response.destroy();
      if (!isCastorError(error) || logLevel(error.code) === "error") log.error({ err: error }, "a request for a cluster's API failed");
      if (isCastorError(error) && httpStatus(error.code) === 413) response.setHeader("connection", "close");
      answerRefusal(response, error);
    }
  };
}
