import type { Cause, Rule } from "../evidence";
import { containerStatuses } from "../kinds/pod";

const reasons = new Set(["CreateContainerConfigError", "CreateContainerError", "RunContainerError", "StartError", "ContainerCannotRun", "PreCreateHookError"]);

type Reading = Pick<Cause, "cause" | "title" | "details" | "advice">;

function read(message: string, container: string, namespace: string): Reading {
  const missing = /(configmap|secret) "([^"]+)" not found/i.exec(message);
  if (missing !== null) {
    const [kind, name] = [missing[1]?.toLowerCase() === "secret" ? "Secret" : "ConfigMap", missing[2] ?? ""];
    return { cause: `missing ${kind} ${name}`, title: `The ${kind} ${name} does not exist.`, details: [`The container ${container} takes values from it and cannot start without them.`], advice: `Create it in ${namespace}, or correct its name in the template. To see what there is: kubectl get ${kind.toLowerCase()}s -n ${namespace}` };
  }
  const key = /couldn't find key (\S+) in (ConfigMap|Secret) (\S+)/i.exec(message);
  if (key !== null) {
    const [, name = "", kind = "", of = ""] = key;
    const object = of.split("/").at(-1) ?? of;
    return { cause: `missing key ${kind} ${object} ${name}`, title: `The ${kind} ${object} has no key ${name}.`, details: [`The container ${container} takes a value from it and cannot start without it.`], advice: `Add the key to the ${kind}, or correct its name in the template.` };
  }
  if (/runAsNonRoot/.test(message)) {
    return { cause: `root ${container}`, title: `The container ${container} would run as root, and may not.`, details: [message], advice: "Set securityContext.runAsUser to a number other than 0, or use an image that names such a user." };
  }
  const command = /exec: "([^"]+)": (?:executable file not found|stat [^:]*: no such file)|"([^"]+)": executable file not found/.exec(message);
  if (command !== null) {
    const name = command[1] ?? command[2] ?? "";
    return { cause: `no command ${name}`, title: `The image of the container ${container} has no program ${name}.`, details: [message.slice(0, 300)], advice: "Correct the container's command, or use an image that contains it." };
  }
  if (/permission denied/.test(message)) return { cause: `denied ${container}`, title: `The container ${container} may not run its program.`, details: [message.slice(0, 300)], advice: "Make the program executable in the image, or choose a user that may run it." };
  return { cause: `cannot start ${container} ${message.slice(0, 80)}`, title: `The container ${container} cannot be started.`, details: message === "" ? [] : [message.slice(0, 400)], advice: "Change in the template what the message names." };
}

/** Containers that cannot be made: a ConfigMap, Secret or key that is missing, a command that is not there. */
export const containerConfig: Rule = ({ object }) => {
  if (object.ref.kind !== "Pod") return [];
  return containerStatuses(object).flatMap(({ spec, status }): readonly Cause[] => {
    const waiting = status.at("state.waiting");
    const reason = waiting.at("reason").text ?? "";
    if (!reasons.has(reason)) return [];
    return [{ ...read(waiting.at("message").text ?? "", spec.at("name").text ?? "", object.ref.namespace ?? ""), severity: "critical", since: object.created }];
  });
};
