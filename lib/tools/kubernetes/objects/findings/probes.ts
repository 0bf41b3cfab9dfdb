import type { Cause, Rule } from "../evidence";
import { count } from "../fact";
import { containerStatuses } from "../kinds/pod";
import { probeWords } from "../kinds/containers";

const says = /^(Readiness|Liveness|Startup) probe (failed|errored|warning)[^:]*: ?(.*)$/s;
/** A probe that has failed within this time is told of, ms. */
const lately = 15 * 60_000;

const consequences: Readonly<Record<string, string>> = { Readiness: "While it fails, no Service sends requests there.", Liveness: "When it fails too often, the container is restarted.", Startup: "Until it succeeds once, the container counts as starting; in the end it is restarted." };

/** A probe's answer in plain words. */
function answerWords(answer: string): string {
  const http = /HTTP probe failed with statuscode: (\d+)/.exec(answer)?.[1];
  if (http !== undefined) return `it answered with HTTP ${http}${http === "404" ? ", so the path is probably wrong" : http.startsWith("5") ? ", an error of its own" : http === "401" || http === "403" ? ", so it asks for credentials" : ""}`;
  if (/connection refused/.test(answer)) return "nothing listens on that port";
  if (/context deadline exceeded|Client\.Timeout|i\/o timeout|timed out/i.test(answer)) return "it did not answer in time";
  if (/no such host|no route to host/.test(answer)) return "there is no way to it";
  if (/x509|certificate/.test(answer)) return "its certificate is not trusted";
  if (/executable file not found|no such file/.test(answer)) return "the probe's command does not exist in the image";
  return `it said: ${answer.trim().slice(0, 200) || "nothing"}`;
}

/** Probes that fail: which, what was answered, how often. */
export const probes: Rule = ({ object, events, now }) => {
  if (object.ref.kind !== "Pod") return [];
  const told = events.filter(({ reason, last }) => (reason === "Unhealthy" || reason === "ProbeWarning") && now - last < lately);
  const kinds = ["Startup", "Liveness", "Readiness"];
  const containers = containerStatuses(object);
  return kinds.flatMap((kind): readonly Cause[] => {
    const failures = told.filter(({ message }) => says.exec(message)?.[1] === kind);
    const [latest] = failures;
    const found = says.exec(latest?.message ?? "");
    if (latest === undefined || found === null) return [];
    const field = `${kind.toLowerCase()}Probe`;
    const having = containers.filter(({ spec }) => spec.at(field).exists);
    const suspects = having.length === 1 ? having : having.filter(({ status }) => status.at("ready").flag !== true);
    const [one] = suspects.length > 0 ? suspects : having;
    const name = one?.spec.at("name").text;
    const ready = one?.status.at("ready").flag === true && kind !== "Liveness";
    const times = failures.reduce((sum, { count: of }) => sum + of, 0);
    return [
      {
        cause: `probe ${kind} ${name ?? ""} ${answerWords(found[3] ?? "")}`,
        severity: ready ? "notice" : kind === "Readiness" ? "warning" : "critical",
        title: `The ${kind.toLowerCase()} probe${name === undefined ? "" : ` of the container ${name}`} ${ready ? "failed now and then" : "fails"}.`,
        details: [
          `Asked last, ${answerWords(found[3] ?? "")}.`,
          `It failed ${count(times, "time")}.`,
          ...(one === undefined ? [] : [`It asks: ${probeWords(one.spec.at(field))}.`]),
          consequences[kind] ?? "",
        ],
        advice: kind === "Readiness" ? "Check that the program listens where the probe asks, and read its log; give a slow one more time with timeoutSeconds or a startupProbe." : "Give the program more time (initialDelaySeconds, timeoutSeconds, failureThreshold, or a startupProbe), or find out in its log why it does not answer.",
        since: Math.min(...failures.map(({ first }) => first)),
      },
    ];
  });
};
