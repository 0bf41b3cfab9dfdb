import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pino } from "pino";
import { createHub } from "@/lib/hub";
import { CastorError, parseTopic, type Person, type Topic } from "@/lib/model";
import { isSettingsError, loadSettings, type Settings } from "@/lib/settings";
import { createSession, isSameOrigin, signInProblemStatus } from "@/lib/session";
import type { Gateway } from "@/lib/gateway";
import { createStore } from "@/lib/store";
import { toolOptions } from "@/lib/tools";
import { isAllowed } from "./access";
import { alertingOf } from "./alerting";
import { auditOf } from "./audit";
import { createAuditor } from "./auditor";
import { createBehind } from "./behind";
import { browserAddress } from "./browser-address";
import { createCluster, type ClusterParts } from "./cluster";
import { history } from "./history";
import { createIdentities } from "./identity";
import { createKnownSessions } from "./known-sessions";
import { kubeconfig } from "./kubeconfig";
import { createLogs, logsRoute } from "./logs";
import { setPortal, type Portal } from "./index";
import { createKubernetesProxy, kubernetesRoute } from "./kubernetes-proxy";
import { createMetrics, metricsRoute } from "./metrics";
import { createOneName } from "./one-name";
import { revisionsOf } from "./revisions";
import { securityHeaders } from "./security-headers";
import { limitSignIns } from "./sign-in-limit";
import { sourceOf } from "./sources";
import { createStream } from "./stream";
import { toolsOf } from "./tools";

/** What `server.ts` needs beside what pages may ask. */
export interface RunningPortal {
  readonly host: string;
  readonly port: number;
  readonly log: Portal["log"];
  /** The headers of one answer; each has a nonce of its own. */
  securityHeaders(): Readonly<Record<string, string>>;
  /** What answers this URL with the raw response, past Next: streams, and paths that must not be touched. */
  rawHandler(url: string): ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  /** Who is at the other end, as far as Castor can know. */
  addressOf(request: IncomingMessage): string;
  /** Where a browser is led that came by another name than the one in the settings. */
  oneName(request: IncomingMessage): string | undefined;
  /** What answers the hostnames of tools. */
  readonly gateway: Gateway;
  /** The status of a page that tells of a failure and would be 200 by itself. */
  statusOf(url: string): number | undefined;
  /** Ends every stream, so that the process can end. */
  stop(): Promise<void>;
}

/** Reads the settings, opens the Store, connects everything and makes the Portal known. Exits with 78 on wrong settings. */
export async function startPortal(): Promise<RunningPortal> {
  const settings = settingsOrExit();
  const log = pino({ level: settings.logLevel, redact: ["*.token", "*.authorization", "*.cookie", "*.secret"] });
  const store = await createStore({ ...settings.store, secret: settings.secret, keepAudit: settings.audit.retention, keepAlerts: Object.fromEntries(settings.clusters.map(({ id, alerting }) => [id, alerting.retention])), log });
  const session = createSession({ settings, store, log });
  const known = createKnownSessions(session);
  const identities = createIdentities({ ...session, person: (cookie) => known.person(cookie) });
  const now = Date.now;
  const named = async (person: Person, cluster: string) => (await store.preferences.get(person.id)).namespaces?.[cluster] ?? [];
  const clusters = settings.clusters.map((cluster) => createCluster(cluster, { log, now, store, identities, publicUrl: settings.publicUrl, named }));
  for (const { alerting } of clusters) alerting.book.start();
  const hub = createHub({ log });
  const { origin } = new URL(settings.publicUrl);
  const addressOf = browserAddress(settings.trustedProxies);
  const behind = createBehind({ settings, clusters, session, store, addressOf, log, now });

  const visible = (person: Person) => clusters.filter((cluster) => isAllowed(person, cluster.settings.groups));
  const find = (person: Person, id: string): ClusterParts => {
    const found = visible(person).find((cluster) => cluster.settings.id === id);
    if (found === undefined) throw new CastorError("not-found", `There is no cluster ${id}.`);
    return found;
  };
  const source = (person: Person, topic: Topic) => {
    const cluster = clusters.find(({ settings: { id } }) => id === topic.cluster);
    if (cluster === undefined) throw new CastorError("invalid", `There is no cluster ${topic.cluster}.`);
    if (!isAllowed(person, cluster.settings.groups)) throw new CastorError("forbidden", `You may not see the cluster ${topic.cluster}.`);
    return sourceOf(cluster, topic, person, now);
  };

  const auditor = createAuditor({ store: store.audit, log, now });
  const ours = (headers: Pick<Headers, "get">) => isSameOrigin(headers, origin);

  setPortal({
    publicOrigin: origin,
    log,
    session: { ...session, startSignIn: limitSignIns({ start: (request) => session.startSignIn(request), most: settings.rateLimits.signIns, publicUrl: origin, refusals: behind.refusals }) },
    person: (cookie) => identities.person(cookie),
    clusters: (person) => visible(person).map((cluster) => cluster.as(person)),
    cluster: (person, id) => find(person, id).as(person),
    peek: (person, topics) =>
      topics.flatMap((address) => {
        const topic = parseTopic(address);
        return (topic && hub.peek(source(person, topic).key)) ?? [];
      }),
    ...history(find, now),
    ...revisionsOf(find),
    ...auditOf({ find, store: store.audit, auditor }),
    tools: toolsOf({ find, behind, known, publicUrl: settings.publicUrl, log, now }),
    alerting: alertingOf({ find, store, auditor, now, log }),
    rights: async (person, id, rights, signal) => find(person, id).rights(person, rights, signal),
    requireSameOrigin(headers) {
      if (!ours(headers)) throw new CastorError("forbidden", "This request did not come from Castor's own pages.");
    },
    kubeconfig: (person, id) => kubeconfig(find(person, id).settings, settings.signIn),
    preferences: (person) => store.preferences.get(person.id),
    setPreferences: (person, preferences) => store.preferences.set(person.id, preferences),
    ready: () => store.ping().then(
      () => true,
      () => false,
    ),
  });

  const stream = createStream({
    hub,
    person: (cookie) => identities.person(cookie),
    source,
    ended: (cookie) => session.ended(cookie),
    viewer: ({ id }) => createHash("sha256").update(settings.secret).update(id).digest("base64url").slice(0, 16),
  });
  const logs = createLogs({ person: (cookie) => identities.person(cookie), cluster: find, ended: (cookie) => session.ended(cookie), log });
  const proxy = createKubernetesProxy({ person: (cookie) => identities.person(cookie), cluster: find, ended: (cookie) => session.ended(cookie), isSameOrigin: ours, auditor, addressOf, log });
  const raw = [
    { path: /^\/api\/stream(?:\?|$)/, handle: stream },
    { path: logsRoute, handle: logs },
    { path: kubernetesRoute, handle: proxy },
    ...behind.routes,
    { path: metricsRoute, handle: createMetrics({ token: settings.metrics?.token, refusals: behind.refusals }) },
  ];
  return {
    host: settings.host,
    port: settings.port,
    log,
    securityHeaders: () => securityHeaders({ secure: origin.startsWith("https:"), formOrigins: [new URL(settings.signIn.issuer).origin], frameOrigins: behind.frameOrigins }),
    rawHandler: (url) => raw.find(({ path }) => path.test(url))?.handle,
    addressOf,
    oneName: createOneName(settings.publicUrl),
    gateway: behind.gateway,
    statusOf: signInProblemStatus,
    async stop() {
      hub.close();
      await behind.gateway.close();
      session.close();
      await Promise.all(clusters.map((cluster) => cluster.close()));
      await store.close();
    },
  };
}

function settingsOrExit(): Settings {
  try {
    return loadSettings({ toolOptions });
  } catch (error) {
    if (!isSettingsError(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
}
