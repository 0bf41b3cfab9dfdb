import { bigint, boolean, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";

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
