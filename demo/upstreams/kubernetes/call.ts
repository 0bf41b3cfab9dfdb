import type { IncomingMessage, ServerResponse } from "node:http";
import type { WorldCluster } from "../../world/cluster";
import type { World } from "../../world/world";
import type { User } from "./account";
import type { KindRegistry } from "./kind-registry";
import type { ObjectStore } from "./object-store";
import type { PodLogs } from "./pod-logs";
import type { Rights } from "./rights";
import type { Route } from "./route";

/** One cluster's API server, as those see it who answer its requests. */
export interface Api {
  readonly world: World;
  readonly cluster: WorldCluster;
  readonly store: ObjectStore;
  readonly kinds: KindRegistry;
  readonly rights: Rights;
  readonly logs: PodLogs;
  /** Gives a service account a token. */
  readonly issueToken: (user: User) => string;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** One request for a resource, by somebody who may make it. */
export interface Call {
  readonly api: Api;
  readonly user: User;
  readonly route: Route;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the answer's Warning headers will say. */
  readonly warnings: string[];
}
