import type { State } from "@/components/ui/state";

/** Columns that tell a state; in others the same words are only words. */
const tells = /status|phase|state|ready|health|sync|available|established|accepted|programmed|reconciled|progressing|degraded|active|result|suspend|^type$|severity/i;
/** Columns in which “True” is bad news. */
const bad = /degraded|failed|failing|pressure/i;

const words: readonly (readonly [RegExp, State])[] = [
  [/crashloopbackoff|imagepullbackoff|errimagepull|invalidimagename|createcontainer\w*error|runcontainererror|oomkilled|evicted|^error$|:error$|^failed$|unhealthy|degraded|^lost$|^notready|nodelost|deadlineexceeded|outofsync|backofflimitexceeded|missing|critical/i, "crit"],
  [/schedulingdisabled|^pending$|terminating|^unknown$|^warning$|^released$|progressing|stalled|paused|suspended|containerstatusunknown|^unschedulable/i, "warn"],
  [/^init:|podinitializing|containercreating|^waiting|^creating$|^provisioning|^scaling|reconciling|initialized|installing|upgrading/i, "info"],
  [/^(?:running|ready|active|bound|available|healthy|synced|complete|completed|succeeded|established|accepted|deployed|approved|issued|up|online|ok|valid|normal)$/i, "ok"],
];

/** What state a cell tells, or undefined where it is only text. A state that nobody knows is only text. */
export function cellState(column: string, text: string): State | undefined {
  if (!tells.test(column)) return undefined;
  if (/^(?:true|false|unknown)$/i.test(text)) {
    if (text.toLowerCase() === "unknown") return "warn";
    const yes = text.toLowerCase() === "true";
    if (/suspend/i.test(column)) return yes ? "info" : undefined;
    return yes === bad.test(column) ? "crit" : "ok";
  }
  const ratio = /^(\d+)\/(\d+)$/.exec(text);
  if (ratio !== null) return Number(ratio[1]) < Number(ratio[2]) ? "warn" : undefined;
  return words.find(([pattern]) => pattern.test(text))?.[1];
}
