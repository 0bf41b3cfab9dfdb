import type { ClusterEvent } from "@/lib/model";
import type { Cause, Rule } from "../evidence";

/** Those who make other objects tell here what was refused. */
const failures = new Set(["FailedCreate", "ReplicaSetCreateError", "FailedUpdate"]);
const lately = 3_600_000;

type Reading = Pick<Cause, "cause" | "title" | "details" | "advice">;

/** Gatekeeper: `admission webhook "validation.gatekeeper.sh" denied the request: [constraint] message`. */
function gatekeeper(message: string): Reading | undefined {
  const told = /admission webhook "([^"]*gatekeeper[^"]*)" denied the request: (.*)$/s.exec(message)?.[2];
  if (told === undefined) return undefined;
  const found = [...told.matchAll(/\[([a-z0-9.-]+)\] ([^[]+?)(?=\s*(?:\[[a-z0-9.-]+\] |$))/gs)].map(([, name = "", says = ""]) => ({ name, says: says.trim() }));
  const names = found.map(({ name }) => name);
  return {
    cause: `gatekeeper ${names.join(" ")}`,
    title: names.length === 1 ? `The cluster's policy ${names[0] ?? ""} refuses the pods.` : "The cluster's policies refuse the pods.",
    details: found.length === 0 ? [told.trim()] : found.map(({ name, says }) => `${name} (a Gatekeeper constraint) says: ${says}`),
    advice: `Change the workload so that it keeps to the policy. To read what it asks for: kubectl get constraints -o yaml`,
  };
}

/** What Pod Security checks, as fields of the manifest. */
const fields: readonly (readonly [RegExp, string])[] = [
  [/allowPrivilegeEscalation/, "securityContext.allowPrivilegeEscalation: false"],
  [/unrestricted capabilities/, "securityContext.capabilities.drop: [ALL]"],
  [/non-default capabilities/, "no securityContext.capabilities.add beyond the default ones"],
  [/runAsNonRoot/, "securityContext.runAsNonRoot: true"],
  [/runAsUser=0/, "securityContext.runAsUser other than 0"],
  [/seccompProfile/, "securityContext.seccompProfile.type: RuntimeDefault"],
  [/hostPath volumes|restricted volume types/, "no hostPath volumes"],
  [/host namespaces/, "no hostNetwork, hostPID or hostIPC"],
  [/hostPort/, "no hostPort"],
  [/\bprivileged \(/, "no securityContext.privileged"],
];

/** Pod Security: `violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set …)`. */
function podSecurity(message: string): Reading | undefined {
  const found = /violates PodSecurity "([a-z]+)(?::([^"]*))?": (.*)$/s.exec(message);
  if (found === null) return undefined;
  const [, level = "", , told = ""] = found;
  const wanted = fields.filter(([words]) => words.test(told)).map(([, field]) => field);
  const parts = told.split(/, (?=[a-zA-Z][\w ]*(?:!=|=| \())/).map((part) => part.trim()).filter((part) => part !== "");
  return {
    cause: `pod security ${level}`,
    title: `The namespace's Pod Security level ${level} refuses the pods.`,
    details: parts,
    advice: wanted.length === 0 ? "Change the pod template so that it keeps to the level." : `Set in the pod template: ${wanted.join("; ")}.`,
  };
}

/** `exceeded quota: small, requested: cpu=2, used: cpu=3, limited: cpu=4`. */
function quota(message: string): Reading | undefined {
  const found = /exceeded quota: ([a-z0-9.-]+), requested: (.*?), used: (.*?), limited: (.*?)$/s.exec(message);
  if (found !== null) {
    const [, name = "", requested = "", used = "", limited = ""] = found;
    return { cause: `quota ${name}`, title: `The namespace's quota ${name} leaves no room for another pod.`, details: [`Asked for ${requested}; in use ${used}; allowed ${limited.replace(/[.\s]*$/, "")}.`], advice: "Scale something down, lower the pods' requests, or ask for a larger quota." };
  }
  const must = /failed quota: ([a-z0-9.-]+): must specify (.*?)$/s.exec(message);
  if (must === null) return undefined;
  return { cause: `quota demands ${must[1] ?? ""}`, title: `The namespace's quota ${must[1] ?? ""} takes only pods that say what they need.`, details: [`Missing: ${must[2]?.replace(/ for: /g, " for ") ?? ""}.`], advice: "Set resources.requests and resources.limits in every container of the template." };
}

function limitRange(message: string): Reading | undefined {
  const told = /(?:maximum|minimum) (?:cpu|memory|ephemeral-storage|storage)[^,]*(?:,? but \w+ is [^,\]]+)?/i.exec(message)?.[0];
  return told === undefined ? undefined : { cause: `limit range ${told}`, title: "The namespace's limits refuse the pods.", details: [told], advice: "Change resources.requests and resources.limits of the containers so that they are within the LimitRange: kubectl get limitrange -o yaml" };
}

function otherWebhook(message: string): Reading | undefined {
  const found = /admission webhook "([^"]+)" denied the request: ?(.*)$/s.exec(message);
  if (found !== null) return { cause: `webhook ${found[1] ?? ""}`, title: `The admission webhook ${found[1] ?? ""} refuses the pods.`, details: [found[2]?.trim() || "It gives no reason."], advice: "Change the workload as the message says, or ask whoever runs that webhook." };
  const silent = /failed calling webhook "([^"]+)": (.*)$/s.exec(message);
  if (silent !== null) return { cause: `webhook silent ${silent[1] ?? ""}`, title: `The admission webhook ${silent[1] ?? ""} does not answer, so nothing can be created.`, details: [silent[2]?.trim() ?? ""], advice: "See whether the program behind the webhook runs; until it does, nothing that it checks can be created." };
  const policy = /ValidatingAdmissionPolicy '([^']+)'.*?denied request: (.*)$/s.exec(message);
  return policy === null ? undefined : { cause: `policy ${policy[1] ?? ""}`, title: `The cluster's policy ${policy[1] ?? ""} refuses the pods.`, details: [policy[2]?.trim() ?? ""], advice: "Change the workload so that it keeps to the policy." };
}

function account(message: string): Reading | undefined {
  const name = /serviceaccount "([^"]+)" not found/.exec(message)?.[1];
  return name === undefined ? undefined : { cause: `no account ${name}`, title: `The service account ${name} does not exist.`, details: [], advice: `Create it, or correct serviceAccountName in the template: kubectl create serviceaccount ${name}` };
}

const readings = [gatekeeper, podSecurity, quota, limitRange, otherWebhook, account];

function read({ message }: ClusterEvent): Reading {
  for (const reading of readings) {
    const found = reading(message);
    if (found !== undefined) return found;
  }
  return { cause: `refused ${message.replace(/"[^"]*"/g, "")}`.slice(0, 200), title: "Its pods cannot be created.", details: [message], advice: "Change what the message names in the template." };
}

/** Pods that are refused before they exist: policies, Pod Security, quotas, webhooks. */
export const admission: Rule = ({ object, events, now }) => {
  const { body, ref } = object;
  const told = events.filter(({ reason, last }) => failures.has(reason) && now - last < lately);
  const condition = body.at("status.conditions").list.find((one) => one.at("type").text === "ReplicaFailure" && one.at("status").text === "True");
  const message = condition?.at("message").text;
  const ofCondition: readonly ClusterEvent[] =
    message === undefined || told.length > 0 || ref.kind === "Deployment"
      ? []
      : [{ id: "", type: "Warning", reason: "FailedCreate", message, object: { kind: ref.kind, name: ref.name }, first: condition?.at("lastTransitionTime").time ?? now, last: now, count: 1 }];
  // What has enough pods again was refused in the past only.
  const wanted = body.at("spec.replicas").number;
  if (wanted !== undefined && (body.at("status.replicas").number ?? 0) >= wanted && ofCondition.length === 0) return [];
  const byCause = new Map([...told, ...ofCondition].reverse().map((event) => [read(event).cause, event]));
  return [...byCause.values()].map((event) => ({ ...read(event), severity: "critical" as const, since: event.first }));
};
