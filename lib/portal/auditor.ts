import { CastorError, problemOf, type AuditEntry, type Person } from "@/lib/model";
import type { AuditOutcome, NewAuditEntry, Store } from "@/lib/store";
import type { Log } from "./index";

/** A change that is about to be asked for. */
export interface Change extends Pick<AuditEntry, "from" | "cluster" | "verb" | "group" | "version" | "resource" | "subresource" | "namespace" | "name" | "dryRun"> {
  readonly person: Person;
}

/** Writes down what people change. */
export interface Auditor {
  /**
   * Writes an entry before the change is asked for, and answers how to complete it. Throws where it
   * cannot be written: then nothing may be changed.
   */
  begin(change: Change): Promise<(outcome: AuditOutcome) => Promise<void>>;
  /** Writes down what was refused before anybody was asked. Never throws. */
  refused(change: Change, error: unknown, status: number): Promise<void>;
}

export function createAuditor({ store, log, now }: { readonly store: Pick<Store["audit"], "add" | "complete">; readonly log: Log; readonly now: () => number }): Auditor {
  async function begin({ person: { id, name, username }, ...change }: Change) {
    const entry: NewAuditEntry = { at: now(), person: { id, name, username }, ...change };
    const written = await store.add(entry).catch((error: unknown) => {
      log.error({ err: error, audit: entry }, "the audit log cannot be written");
      throw new CastorError("unreachable", "The audit log cannot be written at the moment, so nothing was changed.");
    });
    return async (outcome: AuditOutcome) => {
      log.info({ audit: { ...entry, ...outcome, id: written } }, "audit");
      await store.complete(written, outcome).catch((error: unknown) => log.error({ err: error, entry: written }, "an entry of the audit log could not be completed"));
    };
  }
  return {
    begin,
    async refused(change, error, status) {
      const complete = await begin(change).catch(() => undefined);
      await complete?.({ status, message: problemOf(error).message });
    },
  };
}
