import type { Cause, Rule } from "../evidence";

const lately = 15 * 60_000;

type Reading = Pick<Cause, "cause" | "title" | "details" | "advice">;

function read(message: string, reason: string, namespace: string): Reading {
  const volume = /MountVolume\.\w+ failed for volume "([^"]+)"/.exec(message)?.[1];
  const missing = /(configmap|secret) "([^"]+)" not found/i.exec(message);
  if (missing !== null) {
    const [kind, name] = [missing[1]?.toLowerCase() === "secret" ? "Secret" : "ConfigMap", missing[2] ?? ""];
    return { cause: `missing ${kind} ${name}`, title: `The ${kind} ${name} does not exist.`, details: [`The pod mounts it${volume === undefined ? "" : ` as its volume ${volume}`}.`], advice: `Create it in ${namespace}, or correct its name in the template. To see what there is: kubectl get ${kind.toLowerCase()}s -n ${namespace}` };
  }
  const key = /references non-existent (?:config|secret) key: (\S+)/.exec(message)?.[1];
  if (key !== undefined) return { cause: `missing mounted key ${key}`, title: `What the pod mounts${volume === undefined ? "" : ` as ${volume}`} has no key ${key}.`, details: [], advice: "Add the key, or correct it in the volume's items." };
  const claim = /persistentvolumeclaim "([^"]+)" not found/i.exec(message)?.[1];
  if (claim !== undefined) return { cause: `missing claim ${claim}`, title: `The claim ${claim} does not exist.`, details: [], advice: `Create it in ${namespace}, or correct its name in the template.` };
  if (/Multi-Attach error/.test(message)) {
    return { cause: "multi-attach", title: "The volume is still attached to another node.", details: [message.slice(0, 300), "It can be used from one node at a time."], advice: "Wait until the old pod has ended. If its node is gone, delete that pod; for several pods choose storage with ReadWriteMany." };
  }
  if (reason === "FailedAttachVolume") return { cause: `attach ${message.slice(0, 80)}`, title: "A volume cannot be attached to the pod's node.", details: [message.slice(0, 400)], advice: "Read what the storage driver says, and whether its pods run on this node." };
  if (/mount\.nfs|nfs|No such file or directory|no such host|Connection (?:refused|timed out)|access denied by server/i.test(message)) {
    return { cause: `mount ${volume ?? ""}`, title: `The volume ${volume ?? ""} cannot be mounted.`.replace("  ", " "), details: [message.slice(0, 400)], advice: "Check the server and the path of the volume, and that the server lets this node mount it." };
  }
  const waiting = /Unable to attach or mount volumes: unmounted volumes=\[([^\]]*)\]/.exec(message)?.[1];
  return { cause: `mount ${volume ?? waiting ?? ""}`, title: `The pod waits for its ${(waiting ?? volume ?? "").includes(" ") ? "volumes" : "volume"} ${waiting ?? volume ?? ""}`.trim().concat("."), details: [message.slice(0, 400)], advice: "Read the other events of the pod: one of them says why. Look at the claim behind the volume too." };
}

/** Volumes that do not reach the pod. */
export const mounts: Rule = ({ object, events, now }) => {
  if (object.ref.kind !== "Pod" || object.body.at("status.phase").text !== "Pending") return [];
  const told = events.filter(({ reason, last }) => (reason === "FailedMount" || reason === "FailedAttachVolume" || reason === "FailedMapVolume") && now - last < lately);
  const readings = told.map((event) => ({ event, reading: read(event.message, event.reason, object.ref.namespace ?? "") }));
  // The kubelet's general sentence is worth telling only where nothing more exact was said.
  const exact = readings.filter(({ event }) => !event.message.startsWith("Unable to attach or mount"));
  const shown = exact.length > 0 ? exact : readings;
  const byCause = new Map(shown.toReversed().map((one) => [one.reading.cause, one]));
  return [...byCause.values()].map(({ event, reading }) => ({ ...reading, severity: "critical" as const, since: event.first }));
};
