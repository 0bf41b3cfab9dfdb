import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { World } from "../../world/world";
import type { WorldCluster } from "../../world/cluster";
import { urlOf } from "../exporters/metrics-answer";
import type { User } from "./account";
import { aggregated, aggregatedType, legacy, wantsAggregated } from "./discovery";
import { kinds } from "./kinds";
import { listOf, objectOf } from "./list";
import { proxyToPod } from "./pod-proxy";
import { postedObject, reviewed } from "./reviews";
import { decide, mayRead } from "./rights";
import type { Attempt } from "./rights";
import { routeOf } from "./route";
import type { Route } from "./route";
import { forbidden, forbiddenPath, internalError, methodNotAllowed, noSuchPath, notAcceptable, Refusal } from "./status";
import { formatOf } from "./table";
import { userOf } from "./user";
import { watch } from "./watch";

/** What one cluster's API server is made with. */
export interface KubernetesOptions {
  readonly world: World;
  /** The cluster's id. */
  readonly cluster: string;
  /** Who each bearer token belongs to; `castorAccount` is the one that may speak for people. */
  readonly tokens: Readonly<Record<string, User>>;
}

/** A cluster's API server: read-only, and true enough for kubectl. */
export function createKubernetes({ world, cluster: id, tokens }: KubernetesOptions): RequestListener {
  const cluster = world.cluster(id);
  return (request, response) => {
    answer(world, cluster, tokens, request, response).catch((error: unknown) => {
      const status = error instanceof Refusal ? error.status : internalError(error);
      if (response.headersSent) response.destroy();
      else json(response, status.code, status);
    });
  };
}

function json(response: ServerResponse, status: number, body: object, type = "application/json"): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { "content-type": type, "content-length": text.length, "cache-control": "no-cache, private" });
  response.end(text);
}

async function answer(world: World, cluster: WorldCluster, tokens: KubernetesOptions["tokens"], request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request);
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname;
  const user = userOf(request, tokens);
  const route = routeOf(path, kinds);
  if (route === undefined) return answerPath(cluster, user, path, request, response);
  const { kind, name, subresource } = route;
  const attempt = attemptOf(request, url.searchParams, route);
  const { allowed, sentence } = decide(user, attempt);
  if (!allowed) throw new Refusal(forbidden({ resource: kind.plural, group: kind.group, ...(attempt.name !== undefined && { name: attempt.name }) }, sentence));
  if (attempt.verb === "create" && kind.group === "authorization.k8s.io") return json(response, 201, reviewed(user, kind.plural, await postedObject(request)));
  if (request.method !== "GET" || kind.group === "authorization.k8s.io") throw new Refusal(methodNotAllowed());
  if (subresource === "proxy" && kind.kind === "Pod") return proxyToPod(world, cluster, route, url.searchParams, request, response);
  if (subresource !== undefined && subresource !== "status") throw new Refusal(noSuchPath());
  const format = formatOf(request.headers.accept, url.searchParams.get("includeObject"));
  if (format === undefined) throw new Refusal(notAcceptable());
  if (attempt.verb === "watch") return watch(route, cluster, url.searchParams, format, world.now, request, response);
  json(response, 200, name === undefined ? listOf(route, cluster, url.searchParams, format, world.now()) : objectOf(route, cluster, format, world.now()));
}

const verbs: Readonly<Record<string, string>> = { POST: "create", PUT: "update", PATCH: "patch", DELETE: "delete" };

/** What a request tries to do, in RBAC's words: a list by `metadata.name` counts as one about that object. */
function attemptOf(request: IncomingMessage, query: URLSearchParams, { kind, namespace, name, subresource }: Route): Attempt {
  const watching = ["1", "true"].includes(query.get("watch") ?? "");
  const reading = watching ? "watch" : name === undefined ? "list" : "get";
  const pod = subresource === "proxy" && name !== undefined ? (name.split(":").length === 3 ? name.split(":")[1] : name.split(":")[0]) : name;
  return {
    verb: verbs[request.method ?? "GET"] ?? reading,
    group: kind.group,
    resource: kind.plural,
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined && { namespace }),
    ...(pod !== undefined && { name: pod }),
  };
}

/** Answers whatever is no resource: version, health, discovery. */
function answerPath(cluster: WorldCluster, user: User, path: string, request: IncomingMessage, response: ServerResponse): void {
  if (!mayRead(user, path)) throw new Refusal(forbiddenPath(`User "${user.name}" cannot get path "${path}"`));
  if (/^\/(healthz|livez|readyz)$/.test(path)) {
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end("ok");
    return;
  }
  if (path === "/version") {
    const [major = "1", minor = "31"] = cluster.version.slice(1).split(".");
    return json(response, 200, { major, minor, gitVersion: cluster.version, gitCommit: "a78aa47129b8539636eb86a9d00e31b2720fe06b", gitTreeState: "clean", buildDate: "2024-12-10T23:42:56Z", goVersion: "go1.22.9", compiler: "gc", platform: "linux/amd64" });
  }
  if ((path === "/api" || path === "/apis") && wantsAggregated(request.headers.accept)) return json(response, 200, aggregated(kinds, path === "/api"), aggregatedType);
  const document = legacy(kinds, path, request.headers.host ?? "127.0.0.1");
  if (document === undefined) throw new Refusal(noSuchPath());
  json(response, 200, document);
}
