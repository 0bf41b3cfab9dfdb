import type { Readable } from "node:stream";
import { CastorError, isCastorError, type ResourceId } from "@/lib/model";
import { answeredWith, type Headers, type Query, type Wire } from "@/lib/wire";
import { table, type Table } from "./table";

const tableType = "application/json;as=Table;v=v1;g=meta.k8s.io";

/** What lists and watches of one kind are asked with. */
export interface TableAskOptions {
  readonly wire: Wire;
  /** In whose name; asked anew for each request, because tokens expire. */
  readonly headers: () => Promise<Headers>;
  readonly resource: ResourceId;
}

/** Asks for one kind's objects as tables. What expired is told as `undefined`, so that it can be listed anew. */
export interface TableAsk {
  page(path: string, query: Query, signal: AbortSignal): Promise<Table | undefined>;
  /** The stream of a watch; `expired` where it must begin with a list, `unwatchable` where the kind has no watch. */
  watch(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Readable | "expired" | "unwatchable">;
}

/** Where a path looks, in words: `in p47-beamline`. */
const where = (path: string): string => {
  const namespace = /\/namespaces\/([^/]+)\//.exec(path)?.[1];
  return namespace === undefined ? "in the whole cluster" : `in ${decodeURIComponent(namespace)}`;
};

/** What the API server itself says about a question it does not take: it speaks of the person's own words. */
function reason(detail: string | undefined): string | undefined {
  const text = /"message":"((?:[^"\\]|\\.)*)/.exec(detail ?? "")?.[1];
  if (text === undefined) return undefined;
  return text.replaceAll(/\\(.)/g, "$1").replace(/\.$/, "");
}

export function createTableAsk({ wire, headers, resource }: TableAskOptions): TableAsk {
  const secret = resource.group === "" && resource.resource === "secrets";
  // An API that knows no Tables answers with its objects; a Secret's values must not even come near.
  const accept = secret ? tableType : `${tableType}, application/json`;

  const refused = (status: number | undefined, path: string, detail: string | undefined): CastorError | undefined => {
    const what = { detail: detail ?? `HTTP ${status} to ${path}` };
    if (status === 400 || status === 422) return new CastorError("invalid", `The Kubernetes API does not take this question: ${reason(detail) ?? "it is not valid"}.`, what);
    if (status === 401) return new CastorError("unauthorized", `${wire.name} does not accept your sign-in.`, what);
    if (status === 403) return new CastorError("forbidden", `You may not list ${resource.resource} ${where(path)}.`, what);
    if (status === 404) return new CastorError("not-found", `${wire.name} serves no ${resource.resource} here.`, what);
    return undefined;
  };

  /** Asks again once with new credentials where the first were refused: tokens expire while a watch lasts. */
  async function twice<T>(ask: (headers: Headers) => Promise<T>, denied: (answer: T) => boolean): Promise<T> {
    const answer = await ask(await headers());
    return denied(answer) ? ask(await headers()) : answer;
  }

  const status = (error: unknown) => (isCastorError(error) ? answeredWith(error) : undefined);

  return {
    async page(path, query, signal) {
      const ask = (as: Headers) =>
        wire.get(path, table, { query: { ...query, includeObject: "Metadata" }, headers: { ...as, accept }, timeoutMs: 30_000, maxBytes: 64 * 1024 * 1024, signal }).catch((error: unknown) => {
          if (status(error) === 401) return error as CastorError;
          if (status(error) === 410) return undefined;
          throw refused(status(error), path, isCastorError(error) ? error.detail : undefined) ?? error;
        });
      const answer = await twice(ask, isCastorError);
      if (isCastorError(answer)) throw refused(401, path, answer.detail) ?? answer;
      return answer;
    },
    async watch(path, query, signal) {
      const search = `?${new URLSearchParams({ ...query, watch: "1", includeObject: "Metadata" }).toString()}`;
      const ask = (as: Headers) => wire.pass(path, { method: "GET", query: search, headers: { ...as, accept }, signal });
      const { status: code, body } = await twice(ask, ({ status: found, body: unread }) => {
        if (found === 401) unread.on("error", () => undefined).destroy();
        return found === 401;
      });
      if (code === 200) return body;
      body.on("error", () => undefined).destroy();
      if (code === 410) return "expired";
      if (code === 404 || code === 405) return "unwatchable";
      throw refused(code, path, undefined) ?? new CastorError("unreachable", `${wire.name} is in trouble: it answers with error ${code}.`, { detail: `HTTP ${code} to GET ${path}` });
    },
  };
}
