import { severities } from "../alert";
import { alertStates, type Alert } from "./alert";

const stateRank = Object.fromEntries(alertStates.map((state, rank) => [state, rank])) as Readonly<Record<Alert["state"], number>>;
const severityRank = Object.fromEntries(severities.map((severity, rank) => [severity, rank])) as Readonly<Record<Alert["severity"], number>>;

type Ranked = Pick<Alert, "state" | "severity">;

/** How much a person should care, least first: state counts before severity, as what fires is heard. */
export const rankOf = ({ state, severity }: Ranked): number => stateRank[state] * severities.length + severityRank[severity];

/** The order of alerts in lists: worst first, then the newest; the id decides at last, so that it is always the same. */
export function worstFirst(a: Ranked & Pick<Alert, "since" | "id">, b: Ranked & Pick<Alert, "since" | "id">): number {
  return stateRank[a.state] - stateRank[b.state] || severityRank[a.severity] - severityRank[b.severity] || b.since - a.since || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
