import { CastorError } from "@/lib/model/problem";
import type { SessionService } from "@/lib/session";
import type { AlertingPortal } from "./alerting/portal";
import type { ToolsPortal } from "./tools/portal";
import type { AuditEntry, AuditFilter, Cluster, NodeHistory, NodesHistory, ObjectRef, Person, Preferences, Revealed, Revision, Right, RightAnswer, Snapshot, TimeRange } from "@/lib/model";

/**
 * What pages and route handlers may ask of Castor. `server.ts` makes the one Portal of
 * the process; Next's bundles are separate copies of every module, so they find it here.
 * Every function takes the person who asks and refuses what that person may not have.
 */
export interface Portal {
  /** Scheme, host and port at which people reach Castor; the only base of redirects. */
  readonly publicOrigin: string;
  readonly log: Log;
  /** Signing in and out. */
  readonly session: SessionService;
  /** The person behind a request's Cookie header, or undefined when signed out. Never throws for a bad cookie. */
  person(cookie: string | null | undefined): Promise<Person | undefined>;
  /** The clusters this person may see, in the settings' order. Never waits for an upstream. */
  clusters(person: Person): readonly Cluster[];
  /** One of them; throws `not-found` where the person may not see it, so that its existence is not told. */
  cluster(person: Person, id: string): Cluster;
  /** What the Hub still holds of these topics, at once and without asking any upstream. */
  peek(person: Person, topics: readonly string[]): readonly Snapshot[];
  /** The names of a cluster's nodes. */
  nodeNames(person: Person, cluster: string, signal: AbortSignal): Promise<readonly string[]>;
  /** The past of a node's charts. */
  nodeHistory(person: Person, cluster: string, node: string, range: TimeRange, signal: AbortSignal): Promise<NodeHistory>;
  /** The last 15 minutes of each node, in fractions, for the sparklines of the page of all nodes. */
  nodesHistory(person: Person, cluster: string, signal: AbortSignal): Promise<NodesHistory>;
  /** What a pod, or the pods of a workload, used; refused where the person may not see the namespace's pods. */
  workloadHistory(person: Person, cluster: string, workload: { readonly kind: string; readonly namespace: string; readonly name: string }, range: TimeRange, signal: AbortSignal): Promise<NodeHistory>;
  /** A tool's address for a chart of a node, or undefined where the cluster has no such tool. */
  nodeLink(person: Person, cluster: string, node: string, chart: string, range: TimeRange): string | undefined;
  /** A kubeconfig with which this person's own sign-in works in kubectl; it holds no secret. */
  kubeconfig(person: Person, cluster: string): string;
  /** The earlier states of a workload, newest first, as the person may read them; `invalid` for kinds that keep none. */
  revisions(person: Person, cluster: string, ref: Pick<ObjectRef, "group" | "resource" | "namespace" | "name">, signal: AbortSignal): Promise<readonly Revision[]>;
  /** Whether the person has these rights in a cluster, in their order; to show the right buttons. */
  rights(person: Person, cluster: string, rights: readonly Right[], signal?: AbortSignal): Promise<readonly RightAnswer[]>;
  /** What was changed, newest first. Administrators see everything, others the history of one object that they may read. */
  audit(person: Person, filter: AuditFilter, signal?: AbortSignal): Promise<readonly AuditEntry[]>;
  /** The same as a file, piece by piece. */
  auditExport(person: Person, filter: AuditFilter, format: "csv" | "json", signal?: AbortSignal): Promise<AsyncIterable<string>>;
  /** One value of a Secret, where the settings allow it and Kubernetes lets the person read it; written into the audit log. */
  revealSecret(person: Person, cluster: string, key: { readonly namespace: string; readonly name: string; readonly key: string }, asked: { readonly from: string; readonly signal?: AbortSignal }): Promise<Revealed>;
  /** Tools inside Castor's pages, dashboards, and what clusters say of their tools themselves. */
  readonly tools: ToolsPortal;
  /** Everything about alerts. */
  readonly alerting: AlertingPortal;
  /** Throws `forbidden` for a request that another site's page caused. */
  requireSameOrigin(headers: Pick<Headers, "get">): void;
  preferences(person: Person): Promise<Preferences>;
  setPreferences(person: Person, preferences: Preferences): Promise<void>;
  /** Whether Castor can serve: the Store answers. Upstreams do not count. */
  ready(): Promise<boolean>;
}

/** Structured log, one JSON line an entry. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const key = Symbol.for("castor.portal");

/** The Portal of this process. Throws before `server.ts` has made it. */
export function portal(): Portal {
  const found = (globalThis as { [key]?: Portal })[key];
  if (found === undefined) throw new CastorError("internal", "Castor has not started yet.");
  return found;
}

/** Makes the Portal known to every copy of this module in the process. */
export function setPortal(made: Portal): void {
  (globalThis as { [key]?: Portal })[key] = made;
}
