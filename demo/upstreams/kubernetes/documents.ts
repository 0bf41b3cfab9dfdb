import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { User } from "./account";
import type { Api } from "./call";
import { aggregated, aggregatedType, legacy, wantsAggregated } from "./discovery";
import type { Kind } from "./kind";
import { openApiV2, openApiV3, openApiV3Index } from "./schema/openapi";
import { forbiddenPath, noSuchPath, notAcceptable, Refusal } from "./status";

/** Documents are made once for each set of kinds, and kept as they are sent. */
const made = new WeakMap<readonly Kind[], Map<string, string | undefined>>();

function kept(kinds: readonly Kind[], key: string, make: () => object | undefined): string | undefined {
  const known = made.get(kinds) ?? new Map<string, string | undefined>();
  made.set(kinds, known);
  if (!known.has(key)) {
    const document = make();
    known.set(key, document && JSON.stringify(document));
  }
  return known.get(key);
}

const verbs: Readonly<Record<string, string>> = { GET: "get", HEAD: "head", POST: "post", PUT: "put", PATCH: "patch", DELETE: "delete" };

/** Answers whatever is no resource: version, health, discovery, OpenAPI. Throws a Refusal. */
export function answerPath(api: Api, user: User, path: string, request: IncomingMessage, response: ServerResponse): void {
  const verb = verbs[request.method ?? "GET"] ?? "get";
  if (!api.rights.mayRead(user, path, verb)) throw new Refusal(forbiddenPath(`User "${user.name}" cannot ${verb} path "${path}"`));
  const send = (text: string | undefined, type = "application/json") => {
    if (text === undefined) throw new Refusal(noSuchPath());
    response.writeHead(200, { "content-type": type, "content-length": Buffer.byteLength(text), "cache-control": "no-cache, private" }).end(text);
  };
  if (/^\/(healthz|livez|readyz)(\/.*)?$/.test(path)) return send("ok", "text/plain; charset=utf-8");
  const { version } = api.cluster;
  const kinds = api.kinds.all();
  if (path === "/version") {
    const [major = "1", minor = "31"] = version.slice(1).split(".");
    return send(JSON.stringify({ major, minor, gitVersion: version, gitCommit: "a78aa47129b8539636eb86a9d00e31b2720fe06b", gitTreeState: "clean", buildDate: "2024-12-10T23:42:56Z", goVersion: "go1.22.9", compiler: "gc", platform: "linux/amd64" }));
  }
  const { accept } = request.headers;
  if ((path === "/api" || path === "/apis") && wantsAggregated(accept)) return send(kept(kinds, `aggregated ${path}`, () => aggregated(kinds, path === "/api")), aggregatedType);
  if (path === "/openapi/v2") {
    // The older document's other form, protobuf, is not spoken here; those who insist on it fall back to the newer document.
    if (accept !== undefined && !/application\/json|\*\/\*/.test(accept)) throw new Refusal(notAcceptable());
    return send(kept(kinds, path, () => openApiV2(kinds, version)));
  }
  if (path === "/openapi/v3") return send(kept(kinds, path, () => openApiV3Index(kinds, hashOf(kinds))));
  if (path.startsWith("/openapi/v3/")) return send(kept(kinds, path, () => openApiV3(kinds, path.slice("/openapi/v3/".length), version)));
  const host = request.headers.host ?? "127.0.0.1";
  send(kept(kinds, `${host} ${path}`, () => (path === "/" ? { paths: ["/api", "/apis", "/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version"] } : legacy(kinds, path, host))));
}

const hashOf = (kinds: readonly Kind[]) => createHash("sha256").update(JSON.stringify(kinds.map(({ group, version, plural, schema }) => [group, version, plural, schema]))).digest("hex").slice(0, 32).toUpperCase();
