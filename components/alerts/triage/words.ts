import { severityStates, type State } from "@/components/ui/state";
import type { Severity } from "@/lib/model/alert";
import type { AlertState } from "@/lib/model/alerting/alert";
import type { BlastRadius, CauseGroup } from "@/lib/model/alerting/triage";

export const severityWords: Readonly<Record<Severity, string>> = { critical: "Critical", warning: "Warning", info: "Info", other: "Other" };

const stateLooks: Readonly<Record<Exclude<AlertState, "firing">, State>> = { pending: "info", suppressed: "plain", resolved: "ok" };

/** In which colour something of a severity and a state is told: what does not fire, or nobody is told of, is not alarming. */
export function lookOf(severity: Severity, state: AlertState): State {
  if (state === "firing") return severityStates[severity];
  return state === "resolved" ? "ok" : "plain";
}

/** In which colour a number of alerts in a state is told. */
export const countLook = (severity: Severity, state: AlertState): State => (state === "firing" ? severityStates[severity] : stateLooks[state]);

/** How the parts of the list are called, each with the causes whose worst alert is in that state. */
export const partWords: Readonly<Record<AlertState, string>> = { firing: "Firing", pending: "Not firing yet", suppressed: "Suppressed: nobody is told", resolved: "Over" };

/** `1 pod`, `12 pods`, `1,200 alerts`. */
export const many = (count: number, one: string, several = `${one}s`): string => `${count.toLocaleString("en")} ${count === 1 ? one : several}`;

/** "12 pods · 3 services · 2 applications"; empty where a cause touches nothing that Castor knows of. */
export function radiusWords({ pods, workloads, services, applications }: BlastRadius): readonly string[] {
  return [
    ...(pods > 0 ? [many(pods, "pod")] : []),
    ...(workloads.length > 0 ? [many(workloads.length, "workload")] : []),
    ...(services.length > 0 ? [many(services.length, "service")] : []),
    ...(applications.length > 0 ? [many(applications.length, "application")] : []),
  ];
}

/** The names behind the numbers, for hovering. */
export function radiusNames({ workloads, services, applications, namespaces }: BlastRadius): string {
  const told = (title: string, names: readonly string[]) => (names.length === 0 ? [] : [`${title}: ${names.join(", ")}`]);
  return [...told("Workloads", workloads), ...told("Services", services), ...told("Applications", applications), ...told("Namespaces", namespaces)].join("\n");
}

/** "Ada has it", "Ada and Bo have 3 of 12"; undefined where nobody does. */
export function takenWords({ acknowledged: { count, by }, counts }: Pick<CauseGroup, "acknowledged" | "counts">): string | undefined {
  if (count === 0) return undefined;
  const all = counts.firing + counts.pending + counts.suppressed;
  const who = by.length === 0 ? "Somebody" : new Intl.ListFormat("en").format(by.length > 3 ? [...by.slice(0, 2), `${by.length - 2} others`] : by);
  return `${who} ${by.length > 1 ? "have" : "has"} ${count >= all ? (all === 1 ? "it" : "all") : `${count} of ${all}`}`;
}
