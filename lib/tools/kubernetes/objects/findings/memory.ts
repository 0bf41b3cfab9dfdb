import { format } from "@/lib/model";
import { quantityOf } from "../../quantity";
import type { Cause, Rule } from "../evidence";
import { count } from "../fact";
import type { Field } from "../field";
import { containerStatuses } from "../kinds/pod";

/** A kill is told of for so long, ms. */
const lately = 24 * 3_600_000;
/** So close to the limit the next kill is near. */
const near = 0.95;

/** Whether a container's last end was for want of memory. */
export const killedForMemory = (status: Field): boolean => [status.at("state.terminated"), status.at("lastState.terminated")].some((state) => state.at("reason").text === "OOMKilled");

/** Containers killed for their memory, with limit and peak; and those that will be soon. */
export const memory: Rule = ({ object, now, figures, span }) => {
  if (object.ref.kind !== "Pod") return [];
  return containerStatuses(object).flatMap(({ spec, status }): readonly Cause[] => {
    const name = spec.at("name").text ?? "";
    const limit = spec.at("resources.limits.memory").text;
    const limitBytes = limit === undefined ? undefined : quantityOf(limit);
    const peak = figures?.get(name)?.memoryPeak;
    const peakSentence =
      peak !== undefined
        ? `Its highest memory of the last ${span ?? "hours"} was ${format(peak, "bytes")}${limitBytes === undefined ? "" : ` (${format(peak / limitBytes, "fraction")} of its limit)`}, as far as the scrapes saw.`
        : span === undefined
          ? "How much it used is not known: this cluster has no Prometheus in Castor's settings."
          : "How much it used is not known: Prometheus has no figures of it.";
    if (killedForMemory(status)) {
      const ended = [status.at("state.terminated"), status.at("lastState.terminated")].find((state) => state.at("reason").text === "OOMKilled");
      const since = ended?.at("finishedAt").time;
      if (since !== undefined && now - since > lately) return [];
      const looping = !status.at("state.running").exists;
      const limitSentence = limitBytes === undefined ? "It has no limit of its own: the node itself had no memory left." : `Its limit is ${format(limitBytes, "bytes")}.`;
      const restarts = status.at("restartCount").number ?? 0;
      return [
        {
          cause: `oom ${name}`,
          severity: looping || (since !== undefined && now - since < 3_600_000) ? "critical" : "warning",
          title: limitBytes === undefined ? `The container ${name} was killed because the node ran out of memory.` : `The container ${name} was killed for using more memory than its limit.`,
          details: [limitSentence, peakSentence, ...(restarts > 0 ? [`It was restarted ${count(restarts, "time")} in all.`] : [])],
          advice: limitBytes === undefined ? "Give it a request and a limit that fit what it needs, so that the scheduler finds it a node with room." : "Raise resources.limits.memory of this container above what it needs, or find out why it needs so much.",
          ...(since === undefined ? {} : { since }),
        },
      ];
    }
    if (peak === undefined || limitBytes === undefined || limitBytes === 0 || peak / limitBytes < near) return [];
    return [
      {
        cause: `near its memory limit ${name}`,
        severity: "notice",
        title: `The container ${name} comes close to its memory limit.`,
        details: [`Its limit is ${format(limitBytes, "bytes")}.`, peakSentence],
        advice: "Raise resources.limits.memory before it is killed, or reduce what it keeps in memory.",
      },
    ];
  });
};
