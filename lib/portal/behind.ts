import type { IncomingMessage, ServerResponse } from "node:http";
import { createGateway, createIdentification, createIngressSignIn, createRefusalBook, createSigningKeys, entryId, ingressRoute, toolOrigin, type Gateway, type GatewayEntry, type GatewaySessions, type Identification, type RefusalBook, type SigningKeys } from "@/lib/gateway";
import type { SessionService } from "@/lib/session";
import type { Settings } from "@/lib/settings";
import type { Store } from "@/lib/store";
import type { ClusterParts } from "./cluster";
import type { Log } from "./index";
import { jwksHandler, jwksRoute } from "./jwks";
import type { Now } from "./shared";
import { isBehind, toolLevel } from "./tool-access";
import { isAllowed } from "./access";

/** Everything that stands before tools: the gateway, its tickets and keys, and the endpoints for other ingresses. */
export interface Behind {
  readonly gateway: Gateway;
  readonly entries: readonly GatewayEntry[];
  readonly identification: Identification;
  readonly sessions: GatewaySessions;
  readonly keys: SigningKeys;
  readonly refusals: RefusalBook;
  /** Whose pages may stand in Castor's. */
  readonly frameOrigins: readonly string[];
  /** What is answered on Castor's own host, past Next. */
  readonly routes: readonly { readonly path: RegExp; readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> }[];
}

interface Parts {
  readonly settings: Settings;
  readonly clusters: readonly ClusterParts[];
  readonly session: SessionService;
  readonly store: Store;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: Log;
  readonly now: Now;
}

const day = 86_400_000;

export function createBehind({ settings, clusters, session, store, addressOf, log, now }: Parts): Behind {
  const { publicUrl } = settings;
  const entries = clusters.flatMap((cluster) => entriesOf(cluster, publicUrl, log));
  const sessions: GatewaySessions = {
    byCookie: (cookie) => session.find(cookie),
    byId: (id) => session.byId(id),
    tokens: (id) => session.tokensOf(id),
    ended: (id) => session.endedById(id),
  };
  const refusals = createRefusalBook({ log, now });
  const keys = createSigningKeys({ store: store.signingKeys, issuer: publicUrl, rotation: settings.gateway.keyRotation * day, now });
  const identification = createIdentification({ entries, keys, sessions, now });
  const gateway = createGateway({ settings, entries, sessions, once: store.once, identification, refusals, addressOf, log, now });
  const { protocol, host } = new URL(publicUrl);
  return {
    gateway,
    entries,
    identification,
    sessions,
    keys,
    refusals,
    frameOrigins: entries.length === 0 ? [] : ["'self'", `${protocol}//*.${host}`],
    routes: [
      { path: /^\/gateway\/enter(?:\?|$)/, handle: (request, response) => gateway.enter(request, response) },
      { path: ingressRoute, handle: createIngressSignIn({ settings, sessions, refusals, addressOf, now }) },
      { path: jwksRoute, handle: jwksHandler(keys, log) },
    ],
  };
}

function entriesOf({ settings, upstreams }: ClusterParts, publicUrl: string, log: Log): readonly GatewayEntry[] {
  return upstreams.flatMap((upstream): GatewayEntry[] => {
    const { tool, title, settings: of } = upstream;
    const { behind } = tool;
    if (of.gateway === undefined) return [];
    if (!isBehind(upstream) || behind === undefined) {
      log.warn({ tool: tool.id, cluster: settings.id }, "this tool insists on a sign-in of its own, so its gateway settings are of no use: the tile leads to its sign-in");
      return [];
    }
    return [
      {
        id: entryId(tool.id, settings.id),
        origin: toolOrigin(publicUrl, tool.id, settings.id),
        cluster: { id: settings.id, title: settings.title },
        tool: { id: tool.id, title },
        upstream: { url: new URL(of.url), insecure: of.tls?.insecure ?? false, ...(of.tls?.ca === undefined ? {} : { ca: of.tls.ca }) },
        identity: of.gateway.identity,
        levelOf: (person) => (isAllowed(person, settings.groups) ? toolLevel(person, of) : undefined),
        reads: (asked) => behind.reads?.(asked) ?? false,
        ...(behind.guarded === undefined ? {} : { guarded: behind.guarded }),
      },
    ];
  });
}
