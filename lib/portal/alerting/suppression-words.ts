import { titleOf } from "@/lib/model/alerting/titles";
import type { Alert } from "@/lib/model/alerting/alert";
import type { AlertsNow } from "./alerts-now";

const short = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
const today = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const anyDay = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** `14:00 UTC`, with the day where it is not within the next 20 hours. */
const moment = (at: number, now: number) => `${(Math.abs(at - now) < 20 * 3_600_000 ? today : anyDay).format(at)} UTC`;

/** Why nobody hears of an alert, in a few words; undefined where somebody does. */
export function suppressionWords({ state, silencedBy, inhibitedBy, mutedBy }: Alert, { silences, alerts }: AlertsNow, now: number): string | undefined {
  if (state !== "suppressed") return undefined;
  const reasons = [
    ...silencedBy.map((id) => {
      const silence = silences.get(id);
      if (silence === undefined) return "silenced";
      return `silenced by ${short(silence.createdBy === "" ? "somebody" : silence.createdBy, 60)} until ${moment(silence.endsAt, now)}${silence.comment === "" ? "" : `: ${short(silence.comment, 120)}`}`;
    }),
    ...inhibitedBy.map((id) => {
      const source = alerts.get(id);
      return source === undefined ? "inhibited by another alert" : `inhibited by ${source.name} (${short(titleOf(source), 120)})`;
    }),
    ...mutedBy.map((name) => `muted by the time interval ${short(name, 60)}`),
  ];
  return reasons.length === 0 ? "suppressed" : reasons.join("; ");
}
