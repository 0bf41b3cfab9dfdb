import { duration } from "@/lib/model";
import type { Rule } from "../evidence";
import { containerStatuses } from "../kinds/pod";

/** A start may take this long before it is worth a word, ms. */
const patience = 5 * 60_000;

/** Pods that run and have not been ready for long, and pods that do not get past their start. */
export const readiness: Rule = ({ object, events, now, lastLines }) => {
  const { ref, body } = object;
  if (ref.kind !== "Pod" || object.deleting !== undefined || body.at("status.phase").text === "Succeeded" || body.at("status.phase").text === "Failed") return [];
  const condition = body.at("status.conditions").list.find((one) => one.at("type").text === "Ready");
  const since = condition?.at("lastTransitionTime").time ?? object.created;
  if (condition?.at("status").text !== "False" || now - since < patience) return [];
  const statuses = containerStatuses(object);
  // Others say more of containers that end, of images, of probes and of nodes.
  const explained = statuses.some(({ status }) => (status.at("state.waiting.reason").text ?? "ContainerCreating") !== "ContainerCreating" && status.at("state.waiting.reason").text !== "PodInitializing") || !body.at("spec.nodeName").exists || events.some(({ reason }) => /Unhealthy|FailedMount|FailedAttachVolume/.test(reason));
  if (explained) return [];
  const silent = statuses.filter(({ status, type }) => type !== "init" && status.at("ready").flag !== true).map(({ spec }) => spec.at("name").text ?? "");
  const running = statuses.some(({ status }) => status.at("state.running").exists);
  const gates = body.at("spec.readinessGates").list.flatMap((gate) => gate.at("conditionType").text ?? []);
  const last = statuses.find(({ status }) => status.at("state.terminated").exists && (status.at("state.terminated.exitCode").number ?? 0) !== 0);
  if (last !== undefined) return [];
  const held = statuses.find(({ status, type }) => type === "init" && status.at("state.running").exists);
  if (held !== undefined) {
    const name = held.spec.at("name").text ?? "";
    const words = lastLines.get(name);
    const started = held.status.at("state.running.startedAt").time ?? since;
    return [
      {
        cause: `init ${name}`,
        severity: "warning",
        title: `The pod waits for its init container ${name}, which has run for ${duration(now - started)}.`,
        details: ["The other containers start when it has come to its end."],
        advice: `Read what it waits for: kubectl logs ${ref.name} -n ${ref.namespace ?? ""} -c ${name}`,
        ...(words === undefined || words.length === 0 ? {} : { log: words }),
        since: started,
      },
    ];
  }
  return [
    {
      cause: running ? "unready" : "starting",
      severity: "warning",
      title: running ? `The pod has not been ready for ${duration(now - since)}.` : `The pod's containers have been starting for ${duration(now - since)}.`,
      details: [...(silent.length === 0 ? [] : [`Not ready: ${silent.join(", ")}.`]), ...(gates.length === 0 ? [] : [`It also waits for ${gates.join(", ")}, which another controller sets.`])],
      advice: running ? `Read its log: kubectl logs ${ref.name} -n ${ref.namespace ?? ""} --all-containers --tail=50` : `See what its node does with it: kubectl describe pod ${ref.name} -n ${ref.namespace ?? ""}`,
      since,
    },
  ];
};
