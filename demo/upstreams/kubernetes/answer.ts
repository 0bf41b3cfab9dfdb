import type { IncomingMessage, ServerResponse } from "node:http";
import type { User } from "./account";
import type { Api, Call } from "./call";
import { verbsOf } from "./discovery";
import { listOf } from "./list";
import { proxyToPod } from "./pod-proxy";
import { isReview, reviewed } from "./reviews";
import type { Attempt } from "./rights";
import type { Route } from "./route";
import { forbidden, methodNotAllowed, notAcceptable, Refusal } from "./status";
import { answerPart } from "./subresources";
import { formatOf, formatted } from "./table";
import { watch } from "./watch";
import { sentObject } from "./write/body";
import { remove, removeAll } from "./write/remove";
import { needed } from "./write/target";
import { create, patch, update } from "./write/write";

/** Answers with JSON, warnings in their headers. */
export function json(response: ServerResponse, status: number, body: object, warnings: readonly string[] = []): void {
  const text = Buffer.from(JSON.stringify(body));
  if (warnings.length > 0) response.setHeader("warning", [...new Set(warnings)].map((warning) => `299 - ${JSON.stringify(warning.replaceAll("\n", " "))}`));
  response.writeHead(status, { "content-type": "application/json", "content-length": text.length, "cache-control": "no-cache, private" });
  response.end(text);
}

const verbs: Readonly<Record<string, string>> = { POST: "create", PUT: "update", PATCH: "patch", DELETE: "delete" };

/** What a request tries to do, in RBAC's words: a list by `metadata.name` counts as one about that object. */
export function attemptOf(request: IncomingMessage, query: URLSearchParams, { kind, namespace, name, subresource }: Route): Attempt {
  const watching = ["1", "true"].includes(query.get("watch") ?? "");
  const selected = name === undefined ? /^metadata\.name=([^,]+)$/.exec(query.get("fieldSelector") ?? "")?.[1] : undefined;
  const reading = watching ? "watch" : name === undefined ? "list" : "get";
  const verb = verbs[request.method ?? "GET"] ?? reading;
  const pod = subresource === "proxy" && name !== undefined ? (name.split(":").length === 3 ? name.split(":")[1] : name.split(":")[0]) : name;
  const object = pod ?? (verb === reading ? selected : undefined);
  return {
    verb: verb === "delete" && name === undefined ? "deletecollection" : verb,
    group: kind.group,
    resource: kind.plural,
    ...(subresource !== undefined && { subresource }),
    ...(namespace !== undefined ? { namespace } : kind.plural === "namespaces" && kind.group === "" && name !== undefined ? { namespace: name } : {}),
    ...(object !== undefined && { name: object }),
  };
}

/** Whether somebody may do it. Throws a 403 in Kubernetes' words. */
function authorize(api: Api, user: User, route: Route, attempt: Attempt): void {
  const { allowed, sentence } = api.rights.decide(user, attempt);
  if (allowed) return;
  throw new Refusal(forbidden({ resource: route.kind.plural, group: route.kind.group, ...(attempt.name !== undefined && { name: attempt.name }) }, sentence));
}

/** Answers a request for a resource. Throws a Refusal. */
export async function answerResource(call: Call, hooks: { readonly ownerOf: (token: string) => User | undefined; readonly watching: () => () => void }): Promise<void> {
  const { api, user, route, query, request, response } = call;
  const { kind, name, subresource } = route;
  const attempt = attemptOf(request, query, route);
  authorize(api, user, route, attempt);
  if (isReview(kind)) {
    if (attempt.verb !== "create") throw new Refusal(methodNotAllowed());
    return json(response, 201, reviewed({ user, rights: api.rights, ownerOf: hooks.ownerOf }, kind, route.namespace, await sentObject(request)));
  }
  if (subresource === "proxy" && kind.kind === "Pod") return proxyToPod(api, route, query, request, response);
  const format = formatOf(request.headers.accept, query.get("includeObject"));
  if (subresource !== undefined) {
    const answer = await answerPart(call);
    if (answer !== undefined) json(response, answer.code, answer.object, call.warnings);
    return;
  }
  if (format === undefined) throw new Refusal(notAcceptable());
  if (!verbsOf(kind).includes(attempt.verb)) throw new Refusal(methodNotAllowed());
  switch (attempt.verb) {
    case "watch":
      return watch({ route, store: api.store, query, format, now: api.now, ended: hooks.watching() }, response);
    case "list":
      if (kind.namespaced || route.namespace === undefined) return json(response, 200, listOf(route, api.store, query, format, api.now()));
      throw new Refusal(methodNotAllowed());
    case "get":
      return json(response, 200, formatted(kind, needed(call), format, api.now()));
    case "delete":
      return json(response, 200, await remove(call), call.warnings);
    case "deletecollection":
      return json(response, 200, await removeAll(call), call.warnings);
    case "create":
      if (name !== undefined) throw new Refusal(methodNotAllowed());
      break;
    case "update":
    case "patch":
      if (name === undefined) throw new Refusal(methodNotAllowed());
  }
  const written = await (attempt.verb === "create" ? create(call) : attempt.verb === "update" ? update(call) : patch(call));
  json(response, written.code, formatted(kind, written.object, format, api.now()), call.warnings);
}
