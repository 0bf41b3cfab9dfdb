import { and, desc, eq, gte, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import type { AuditEntry, AuditFilter } from "@/lib/model/audit";
import { CastorError } from "@/lib/model/problem";
import { answering } from "./answering";
import type { Database } from "./database";
import { audit as table } from "./schema";

/** What is known before a change is asked for. */
export type NewAuditEntry = Omit<AuditEntry, "id" | "status" | "message" | "before" | "after">;

/** What is known afterwards; a name that the cluster gave, too. */
export type AuditOutcome = Pick<AuditEntry, "status" | "message" | "before" | "after" | "name">;

/** As many entries as one question gets. */
export const mostAuditEntries = 500;

/** What people changed through Castor: written before a change is asked for, completed afterwards. */
export function audit(database: Database) {
  return {
    /** Writes an entry without an outcome; answers its id. */
    add: (entry: NewAuditEntry): Promise<string> =>
      answering(async () => {
        const [row] = await database
          .insert(table)
          .values({
            ...{ at: new Date(entry.at), personId: entry.person.id, personName: entry.person.name, username: entry.person.username, fromAddress: entry.from },
            ...{ cluster: entry.cluster, verb: entry.verb, apiGroup: entry.group, apiVersion: entry.version ?? null, resource: entry.resource, subresource: entry.subresource ?? null },
            ...{ namespace: entry.namespace ?? null, name: entry.name ?? null, dryRun: entry.dryRun, status: 0 },
          })
          .returning({ id: table.id });
        if (row === undefined) throw new CastorError("unreachable", "The Store does not answer.", { detail: "an insert without a row" });
        return row.id.toString();
      }),

    /** Adds how it went. */
    complete: (id: string, { status, message, before, after, name }: AuditOutcome): Promise<void> =>
      answering(async () => {
        const outcome = { status, message: message ?? null, beforeVersion: before ?? null, afterVersion: after ?? null };
        await database
          .update(table)
          .set(name === undefined ? outcome : { ...outcome, name })
          .where(eq(table.id, BigInt(id)));
      }),

    /** The entries that match, newest first. */
    list: (filter: AuditFilter): Promise<readonly AuditEntry[]> =>
      answering(async () => {
        const limit = Math.min(Math.max(1, filter.limit ?? mostAuditEntries), mostAuditEntries);
        const rows = await database
          .select()
          .from(table)
          .where(and(...conditions(filter)))
          .orderBy(desc(table.id))
          .limit(limit);
        return rows.map(entryOf);
      }),
  };
}

/** Text as it stands, also where it holds a pattern's own letters. */
const holding = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

function conditions(filter: AuditFilter): SQL[] {
  const { cluster, person, verb, resource, group, namespace, name, failed, since, until, after } = filter;
  const same = [
    [table.cluster, cluster],
    [table.verb, verb],
    [table.resource, resource],
    [table.apiGroup, group],
    [table.namespace, namespace],
    [table.name, name],
  ] as const;
  const found = same.flatMap(([column, value]) => (value === undefined ? [] : [value === "" && column !== table.apiGroup ? isNull(column) : eq(column, value)]));
  if (person !== undefined) {
    const like = holding(person);
    found.push(sql`(${table.username} ilike ${like} or ${table.personName} ilike ${like} or ${table.personId} = ${person})`);
  }
  if (failed === true) found.push(or(gte(table.status, 400), eq(table.status, 0)) as SQL);
  if (since !== undefined) found.push(gte(table.at, new Date(since)));
  if (until !== undefined) found.push(lt(table.at, new Date(until)));
  if (after !== undefined) found.push(lt(table.id, idOf(after)));
  return found;
}

function idOf(id: string): bigint {
  if (/^\d{1,18}$/.test(id)) return BigInt(id);
  throw new CastorError("invalid", "That is no entry of the audit log.");
}

function entryOf(row: typeof table.$inferSelect): AuditEntry {
  const { id, at, personId, personName, username, fromAddress, cluster, verb, apiGroup, resource, dryRun, status } = row;
  const rest = { version: row.apiVersion, subresource: row.subresource, namespace: row.namespace, name: row.name, message: row.message, before: row.beforeVersion, after: row.afterVersion };
  return {
    ...{ id: id.toString(), at: at.getTime(), person: { id: personId, name: personName, username }, from: fromAddress },
    ...{ cluster, verb, group: apiGroup, resource, dryRun, status },
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) as { [K in keyof typeof rest]?: string }),
  };
}
