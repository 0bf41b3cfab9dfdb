import { CastorError } from "../problem";
import type { TriageQuery } from "./triage";

const usualGroups = 30;
const usualAlerts = 50;
const count = /^\d{1,5}$/;

/** Reads what is asked of the triage in an address. Throws `invalid` where a number is none; what the filter means is told with the answer. */
export function readTriageQuery(words: URLSearchParams): TriageQuery {
  const most = words.get("most") ?? String(usualGroups);
  if (!count.test(most)) throw new CastorError("invalid", "“most” is a number of groups.");
  return {
    clusters: words.getAll("cluster"),
    filter: words.get("filter") ?? "",
    open: Object.fromEntries(words.getAll("open").map(readOpen)),
    most: Number(most),
  };
}

/** `pollux/node/p47-srv-02:50`; without a number 50. */
function readOpen(text: string): readonly [group: string, alerts: number] {
  const colon = text.lastIndexOf(":");
  if (colon < 0) return [text, usualAlerts];
  const alerts = text.slice(colon + 1);
  if (!count.test(alerts)) throw new CastorError("invalid", "“open” is a group's id, a colon and a number of alerts.");
  return [text.slice(0, colon), Number(alerts)];
}
