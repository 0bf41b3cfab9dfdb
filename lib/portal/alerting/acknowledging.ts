import { CastorError, httpStatus, problemOf, type Person } from "@/lib/model";
import type { Acknowledgement, Alert } from "@/lib/model/alerting";
import type { Change } from "../auditor";
import type { ClusterParts } from "../cluster";
import type { AlertingParts } from "./parts";
import type { AlertingPortal, Asked } from "./portal";
import { responder } from "./responders";

/** Longer notes are no notes. */
export const longestNote = 500;

/** Taking alerts on, and giving them back. Silences nothing; everybody sees who has it. */
export function acknowledgingOf({ find, auditor, now }: AlertingParts): Pick<AlertingPortal, "acknowledge" | "release"> {
  /** Audits a change that `allowed` lets pass: before it is made, and its refusal, too. */
  async function audited<T>(change: Change, allowed: () => void, make: () => Promise<{ readonly value: T; readonly message?: string }>): Promise<T> {
    try {
      allowed();
    } catch (error) {
      await auditor.refused(change, error, httpStatus(problemOf(error).code));
      throw error;
    }
    const complete = await auditor.begin(change);
    try {
      const { value, message } = await make();
      await complete({ status: 200, ...(message === undefined ? {} : { message }) });
      return value;
    } catch (error) {
      const { code, message } = problemOf(error);
      await complete({ status: httpStatus(code), message });
      throw error;
    }
  }

  const change = (verb: string, person: Person, cluster: string, alert: string, asked: Asked): Change => ({ person, from: asked.from, cluster, verb, group: "castor", resource: "alerts", name: alert, dryRun: false });

  return {
    async acknowledge(person, cluster, id, note, asked) {
      const parts = find(person, cluster);
      const alert = ongoing(parts, id);
      const text = note.trim();
      const { id: personId, name, username } = person;
      return audited(
        change("acknowledge", person, cluster, id, asked),
        () => {
          responder(person, parts.settings).requireAlert(alert.labels);
          if (text === "") throw new CastorError("invalid", "Say in a note what you do about it: others see it.");
          if (text.length > longestNote) throw new CastorError("invalid", `A note has at most ${longestNote} characters.`);
        },
        async () => {
          const made: Acknowledgement = { cluster, alert: id, by: { id: personId, name, username }, note: text, at: now() };
          const before = await parts.alerting.memory.acknowledge(made);
          await parts.alerting.book.refresh();
          return { value: made, ...(before === undefined || before.by.id === personId ? {} : { message: `Taken over from ${before.by.name}.` }) };
        },
      );
    },

    async release(person, cluster, id, asked) {
      const parts = find(person, cluster);
      const alert = ongoing(parts, id);
      const whose = parts.alerting.memory.acknowledgements().get(id);
      if (whose === undefined) throw new CastorError("not-found", "Nobody has acknowledged this alert.");
      await audited(
        change("release", person, cluster, id, asked),
        () => {
          if (whose.by.id !== person.id) responder(person, parts.settings).requireAlert(alert.labels);
        },
        async () => {
          await parts.alerting.memory.release(id, person.name);
          await parts.alerting.book.refresh();
          return { value: undefined, ...(whose.by.id === person.id ? {} : { message: `It was ${whose.by.name}'s.` }) };
        },
      );
    },
  };
}

function ongoing({ settings, alerting }: ClusterParts, id: string): Alert {
  const alert = alerting.book.current.alerts.get(id);
  if (alert === undefined) throw new CastorError("not-found", `${settings.title} has no such alert.`);
  if (alert.state === "resolved") throw new CastorError("conflict", "This alert is over; there is nothing to acknowledge any more.");
  return alert;
}
