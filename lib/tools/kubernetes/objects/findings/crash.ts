import { duration } from "@/lib/model";
import type { Cause, Evidence, Rule } from "../evidence";
import { count } from "../fact";
import { containerStatuses } from "../kinds/pod";
import { exitCode } from "./exit-codes";
import { killedForMemory } from "./memory";

/** Restarts that are worth a word although it runs now, and for how long after the last, ms. */
const manyRestarts = 3;
const lately = 3_600_000;

const logHint = ({ object: { ref } }: Evidence, container: string, previous: boolean) => `kubectl logs ${ref.name} -n ${ref.namespace ?? "default"} -c ${container}${previous ? " --previous" : ""}`;

/** Containers that end again and again: how, what that means, and their last words. */
export const crash: Rule = (evidence) => {
  const { object, now, lastLines } = evidence;
  if (object.ref.kind !== "Pod") return [];
  return containerStatuses(object).flatMap(({ spec, status, type }): readonly Cause[] => {
    const name = spec.at("name").text ?? "";
    const looping = status.at("state.waiting.reason").text === "CrashLoopBackOff";
    const ended = [status.at("state.terminated"), status.at("lastState.terminated")].find((state) => state.exists);
    const restarts = status.at("restartCount").number ?? 0;
    if (ended === undefined || killedForMemory(status)) return [];
    const code = ended.at("exitCode").number ?? 0;
    const finished = ended.at("finishedAt").time;
    const done = status.at("state.terminated").exists && (code === 0 || type === "init");
    const troubled = restarts >= manyRestarts && finished !== undefined && now - finished < lately;
    const failedInit = type === "init" && code !== 0 && !status.at("state.running").exists;
    if (!looping && !failedInit && (done || !troubled) && !(status.at("state.terminated").exists && code !== 0)) return [];
    const { means, advice } = exitCode(code);
    const words = lastLines.get(name);
    const what = type === "init" ? "init container" : "container";
    const title = looping || failedInit ? `The ${what} ${name} ends again and again.` : status.at("state.terminated").exists ? `The ${what} ${name} ended with an error.` : `The ${what} ${name} was restarted ${count(restarts, "time")}.`;
    const lasted = ended.at("startedAt").time === undefined || finished === undefined ? "" : ` after ${duration(finished - (ended.at("startedAt").time ?? finished))}`;
    const message = ended.at("message").text;
    const why = restarts > 0 && !title.includes("was restarted") ? [`It was restarted ${count(restarts, "time")}.`] : [];
    return [
      {
        cause: `crash ${name} ${code}`,
        severity: looping || failedInit || status.at("state.terminated").exists ? "critical" : "warning",
        title,
        details: [`It ended with exit code ${code}${lasted}: ${means}.`, ...why, ...(message === undefined ? [] : [`It said: ${message.trim().slice(0, 300)}`]), ...(words === undefined || words.length > 0 ? [] : ["It wrote nothing to its log before it ended."])],
        advice: `${advice} To see all of it: ${logHint(evidence, name, !status.at("state.terminated").exists)}`,
        ...(words === undefined || words.length === 0 ? {} : { log: words }),
        ...(finished === undefined ? {} : { since: finished }),
      },
    ];
  });
};
