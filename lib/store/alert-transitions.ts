import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import type { Transition, TransitionKind } from "@/lib/model/alerting/timeline";
import { answering } from "./answering";
import type { Database } from "./database";
import { alertKnown, alertTransition as table } from "./schema";

/** What is to be written of a transition; what the alert is stands elsewhere. */
export interface NewTransition extends Pick<Transition, "alert" | "kind" | "at" | "by" | "text" | "filled"> {
  /** Tells apart what happens to one alert at one moment: the id of the silence. */
  readonly mark?: string;
}

/** Which transitions: all that is given must hold. Times are ms since the epoch, `to` is not included. */
export interface TransitionQuery {
  readonly cluster: string;
  readonly from: number;
  readonly to: number;
  readonly alert?: string;
  /** The alert's name. */
  readonly name?: string;
  readonly kinds?: readonly TransitionKind[];
  readonly most: number;
}

/** How an alert stood at a moment: what last changed its state before it. */
export type StandingAlert = Pick<Transition, "alert" | "name" | "severity" | "labels" | "kind" | "at">;

/** Rows of one insert: enough to be quick, few enough not to hold everybody else up. */
const chunk = 250;

/** Adds transitions; those that are there already stay as they are. */
export async function addTransitions(database: Database, cluster: string, transitions: readonly NewTransition[]): Promise<void> {
  for (let start = 0; start < transitions.length; start += chunk) {
    const values = transitions.slice(start, start + chunk).map(({ alert, kind, at, by, text, filled, mark = "" }) => ({ cluster, alert, kind, at: new Date(at), mark, byName: by ?? null, text: text ?? null, filled: filled ?? false }));
    await database.insert(table).values(values).onConflictDoNothing();
  }
}

/** What changes an alert's state. */
export const stateKinds = ["pending", "firing", "suppressed", "unsuppressed", "resolved"] as const;

/** What happened to alerts. */
export function transitions(database: Database) {
  return {
    /** Newest first. */
    transitions: ({ cluster, from, to, alert, name, kinds, most }: TransitionQuery): Promise<readonly Transition[]> =>
      answering(async () => {
        const rows = await database
          .select({ id: table.id, at: table.at, kind: table.kind, alert: table.alert, byName: table.byName, text: table.text, filled: table.filled, name: alertKnown.name, severity: alertKnown.severity, labels: alertKnown.labels })
          .from(table)
          .innerJoin(alertKnown, and(eq(alertKnown.cluster, table.cluster), eq(alertKnown.id, table.alert)))
          .where(
            and(
              eq(table.cluster, cluster),
              gte(table.at, new Date(from)),
              lt(table.at, new Date(to)),
              alert === undefined ? undefined : eq(table.alert, alert),
              name === undefined ? undefined : eq(alertKnown.name, name),
              kinds === undefined ? undefined : inArray(table.kind, [...kinds]),
            ),
          )
          .orderBy(desc(table.at), desc(table.id))
          .limit(most);
        return rows.map(({ id, at, byName, text, filled, ...rest }) => ({
          ...{ id: id.toString(), at: at.getTime(), cluster, ...rest },
          ...(byName === null ? {} : { by: byName }),
          ...(text === null ? {} : { text }),
          ...(filled ? { filled } : {}),
        }));
      }),

    /** How those alerts stood at `at` that were not over then, of one alert or of all. */
    standing: (cluster: string, at: number, alert?: string): Promise<readonly StandingAlert[]> =>
      answering(async () => {
        const moment = new Date(at);
        const last = database
          .select({ kind: table.kind, at: table.at })
          .from(table)
          .where(and(eq(table.cluster, alertKnown.cluster), eq(table.alert, alertKnown.id), lt(table.at, moment), inArray(table.kind, [...stateKinds])))
          .orderBy(desc(table.at), desc(table.id))
          .limit(1)
          .as("last");
        const rows = await database
          .select({ alert: alertKnown.id, name: alertKnown.name, severity: alertKnown.severity, labels: alertKnown.labels, kind: last.kind, at: last.at })
          .from(alertKnown)
          .innerJoinLateral(last, sql`true`)
          .where(and(eq(alertKnown.cluster, cluster), alert === undefined ? undefined : eq(alertKnown.id, alert), sql`(${alertKnown.state} <> 'resolved' or ${alertKnown.changedAt} >= ${moment.toISOString()}::timestamptz)`, sql`${last.kind} <> 'resolved'`));
        return rows.map((row) => ({ ...row, at: row.at.getTime() }));
      }),
  };
}
