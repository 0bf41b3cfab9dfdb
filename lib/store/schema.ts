import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { Alert } from "@/lib/model/alerting/alert";
import type { TransitionKind } from "@/lib/model/alerting/timeline";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Whoever has signed in. */
export const person = pgTable("person", {
  /** `<issuer>#<subject>`. */
  id: text("id").primaryKey(),
  issuer: text("issuer").notNull(),
  subject: text("subject").notNull(),
  name: text("name").notNull(),
  username: text("username").notNull(),
  email: text("email"),
  groups: jsonb("groups").$type<string[]>().notNull(),
  seenAt: moment("seen_at").notNull(),
});

/** One browser's sign-in. */
export const session = pgTable(
  "session",
  {
    /** SHA-256 of the cookie's token: whoever reads the table cannot sign in with it. */
    id: text("id").primaryKey(),
    personId: text("person_id")
      .notNull()
      .references(() => person.id, { onDelete: "cascade" }),
    /** The provider's own name of the session, for back-channel logout. */
    sid: text("sid"),
    /** The provider's tokens, sealed. */
    tokens: text("tokens").notNull(),
    tokenExpiresAt: moment("token_expires_at"),
    createdAt: moment("created_at").notNull(),
    usedAt: moment("used_at").notNull(),
    expiresAt: moment("expires_at").notNull(),
    refreshedAt: moment("refreshed_at"),
    /** Who refreshes the tokens at the moment, and until when that is believed. */
    leaseOwner: text("lease_owner"),
    leaseUntil: moment("lease_until"),
  },
  (table) => [index("session_person").on(table.personId), index("session_sid").on(table.sid), index("session_expires").on(table.expiresAt)],
);

/** What may be used a single time: the state of a sign-in, the `jti` of a logout token. */
export const usedOnce = pgTable("used_once", {
  id: text("id").primaryKey(),
  expiresAt: moment("expires_at").notNull(),
});

/** A person's taste. */
export const preference = pgTable("preference", {
  personId: text("person_id")
    .primaryKey()
    .references(() => person.id, { onDelete: "cascade" }),
  pins: jsonb("pins").$type<string[]>().notNull(),
  home: text("home"),
  /** By cluster. */
  namespaces: jsonb("namespaces").$type<Readonly<Record<string, readonly string[]>>>(),
  /** Of alerts. */
  filters: jsonb("filters").$type<readonly { readonly name: string; readonly filter: string }[]>(),
});

/** A key with which Castor signs what it tells tools about people. */
export const signingKey = pgTable("signing_key", {
  /** The `kid` of the tokens: the key's own thumbprint. */
  id: text("id").primaryKey(),
  /** The private key as JWK, sealed. */
  sealed: text("sealed").notNull(),
  createdAt: moment("created_at").notNull(),
});

/** What somebody changed, or tried to. */
export const audit = pgTable(
  "audit",
  {
    /** In the order written. */
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment("at").notNull(),
    personId: text("person_id").notNull(),
    personName: text("person_name").notNull(),
    username: text("username").notNull(),
    fromAddress: text("from_address").notNull(),
    cluster: text("cluster").notNull(),
    verb: text("verb").notNull(),
    apiGroup: text("api_group").notNull(),
    apiVersion: text("api_version"),
    resource: text("resource").notNull(),
    subresource: text("subresource"),
    namespace: text("namespace"),
    name: text("name"),
    dryRun: boolean("dry_run").notNull(),
    /** The answer's HTTP status; 0 while there is none. */
    status: integer("status").notNull(),
    message: text("message"),
    beforeVersion: text("before_version"),
    afterVersion: text("after_version"),
  },
  (table) => [
    index("audit_at").on(table.at),
    index("audit_person").on(table.personId, table.id),
    index("audit_object").on(table.cluster, table.apiGroup, table.resource, table.namespace, table.name, table.id),
  ],
);

/** An alert as it was last, so that a transition need not repeat what it is. */
export const alertKnown = pgTable(
  "alert_known",
  {
    cluster: text("cluster").notNull(),
    /** Its fingerprint. */
    id: text("id").notNull(),
    name: text("name").notNull(),
    severity: text("severity").$type<Alert["severity"]>().notNull(),
    labels: jsonb("labels").$type<Alert["labels"]>().notNull(),
    state: text("state").$type<Alert["state"]>().notNull(),
    since: moment("since").notNull(),
    resolvedAt: moment("resolved_at"),
    /** The time of its last transition. */
    changedAt: moment("changed_at").notNull(),
    /** When it was seen to be so. */
    observedAt: moment("observed_at").notNull(),
    more: jsonb("more").$type<Omit<Alert, "cluster" | "id" | "name" | "severity" | "labels" | "state" | "since" | "resolvedAt">>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.cluster, table.id] }), index("alert_known_changed").on(table.cluster, table.changedAt)],
);

/** What happened to alerts; only ever added to. */
export const alertTransition = pgTable(
  "alert_transition",
  {
    /** In the order written. */
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    cluster: text("cluster").notNull(),
    alert: text("alert").notNull(),
    kind: text("kind").$type<TransitionKind>().notNull(),
    at: moment("at").notNull(),
    /** Tells apart what happens at one moment: the id of the silence. */
    mark: text("mark").notNull(),
    byName: text("by_name"),
    text: text("text"),
    filled: boolean("filled").notNull(),
  },
  (table) => [
    uniqueIndex("alert_transition_once").on(table.cluster, table.alert, table.kind, table.at, table.mark),
    index("alert_transition_at").on(table.cluster, table.at),
    index("alert_transition_alert").on(table.cluster, table.alert, table.at),
  ],
);

/** Stretches of time of which the transitions are known. */
export const alertWatch = pgTable(
  "alert_watch",
  {
    cluster: text("cluster").notNull(),
    since: moment("since").notNull(),
    until: moment("until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.cluster, table.since] })],
);

/** Who took which alert on. One at a time for each alert. */
export const alertAcknowledgement = pgTable(
  "alert_acknowledgement",
  {
    id: bigint("id", { mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
    cluster: text("cluster").notNull(),
    alert: text("alert").notNull(),
    personId: text("person_id").notNull(),
    personName: text("person_name").notNull(),
    username: text("username").notNull(),
    note: text("note").notNull(),
    at: moment("at").notNull(),
    endedAt: moment("ended_at"),
    /** A person's name; absent where it ended with the alert. */
    endedBy: text("ended_by"),
  },
  (table) => [uniqueIndex("alert_acknowledgement_one").on(table.cluster, table.alert).where(sql`ended_at is null`)],
);

/** Whose silence it is: Alertmanager knows only a name. */
export const alertSilenceOwner = pgTable(
  "alert_silence_owner",
  {
    cluster: text("cluster").notNull(),
    silence: text("silence").notNull(),
    personId: text("person_id").notNull(),
    at: moment("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.cluster, table.silence] })],
);
