import { randomBytes } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { uuid } from "../../world/dice";
import type { World } from "../../world/world";
import { urlOf } from "../exporters/metrics-answer";
import type { User } from "./account";
import { answerResource, json } from "./answer";
import { delivered } from "./apply/first-owner";
import type { Api } from "./call";
import { controllersOf } from "./behind";
import { createKindRegistry } from "./kind-registry";
import { kinds } from "./kinds";
import { aggregateRoles } from "./lifecycle/aggregate-roles";
import { establishDefinitions } from "./lifecycle/definitions";
import { collectGarbage } from "./lifecycle/garbage";
import { keepNamespaces } from "./lifecycle/namespaces";
import { manifestsOf } from "./manifests";
import type { ObjectStore } from "./object-store";
import { createRights } from "./rights";
import { routeOf } from "./route";
import { schemaOf } from "./schema/kind-schema";
import { internalError, Refusal } from "./status";
import { createObjectStore } from "./stored-objects";
import { answerPath } from "./documents";
import { userOf } from "./user";

/** What one cluster's API server is made with. */
export interface KubernetesOptions {
  readonly world: World;
  /** The cluster's id. */
  readonly cluster: string;
  /** Who each bearer token belongs to; `castorAccount` is the one that may speak for people. */
  readonly tokens: Readonly<Record<string, User>>;
  /** How many pods there shall be at least, most of them a crowd that does nothing. */
  readonly pods?: number;
}

/** A cluster's API server, and what is behind it. */
export interface Kubernetes extends RequestListener {
  readonly store: ObjectStore;
  /** Ends the controllers. */
  stop(): void;
}

/** How often the controllers look at the clock while somebody watches, and while nobody does, ms. */
const beat = 250;
const idleBeat = 5_000;

/** Makes a cluster's API server with everything that the cluster begins with. */
export function createKubernetes({ world, cluster: id, tokens, pods }: KubernetesOptions): Kubernetes {
  const cluster = world.cluster(id);
  let made = 0;
  const store = createObjectStore({ now: world.now, uid: () => uuid(cluster.seed, `object ${(made += 1)}`) });
  const registry = createKindRegistry(store, kinds);
  const issued = new Map<string, User>(Object.entries(tokens));
  const ownerOf = (token: string) => issued.get(token);
  const { start, logs } = controllersOf();
  const api: Api = {
    world,
    cluster,
    store,
    kinds: registry,
    rights: createRights(store),
    logs,
    issueToken(user) {
      const token = randomBytes(24).toString("base64url");
      issued.set(token, user);
      return token;
    },
    now: world.now,
  };
  const ends = [aggregateRoles(api), collectGarbage(api), establishDefinitions(api), keepNamespaces(api)];
  for (const object of manifestsOf(cluster, { at: world.now(), ...(pods !== undefined && { pods }) })) {
    const kind = registry.named(object.apiVersion, object.kind);
    if (kind === undefined) throw new Error(`the manifests have a ${object.kind} of ${object.apiVersion}, which no kind declares`);
    store.put(kind.view?.of ?? kind, delivered(object, schemaOf(kind)));
  }
  const controllers = start({ world, cluster, store, kinds: registry });

  // What goes wrong between two requests is nobody's answer: it is told here, and the next request tries again.
  const keepUp = () => {
    try {
      controllers.catchUp();
    } catch (error) {
      console.error(`The controllers of ${id} failed:`, error);
    }
  };
  const idle = setInterval(keepUp, idleBeat).unref();
  let watchers = 0;
  let timer: NodeJS.Timeout | undefined;
  const watching = () => {
    watchers += 1;
    timer ??= setInterval(keepUp, beat).unref();
    return () => {
      watchers -= 1;
      if (watchers > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = urlOf(request);
    const path = url.pathname.length > 1 ? url.pathname.replace(/\/$/, "") : url.pathname;
    controllers.catchUp();
    const user = userOf(request, ownerOf, api.rights);
    const route = routeOf(path, registry);
    if (route === undefined) return answerPath(api, user, path, request, response);
    await answerResource({ api, user, route, query: url.searchParams, request, response, warnings: [] }, { ownerOf, watching });
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      const status = error instanceof Refusal ? error.status : internalError(error);
      if (response.headersSent) response.destroy();
      else json(response, status.code, status);
    });
  };
  return Object.assign(listener, {
    store,
    stop() {
      clearInterval(idle);
      clearInterval(timer);
      controllers.stop();
      ends.forEach((end) => end());
    },
  });
}
