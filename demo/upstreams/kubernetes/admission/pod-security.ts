import { dig, listAt, numberAt, textAt } from "../json-value";
import type { KubeObject } from "../kind";

/** How much a namespace lets its pods do. */
export type SecurityLevel = "privileged" | "baseline" | "restricted";

const levels: readonly string[] = ["privileged", "baseline", "restricted"];
const label = "pod-security.kubernetes.io/";

/** The levels that a namespace enforces and warns about. */
export function securityOf(namespace: KubeObject | undefined): { readonly enforce: SecurityLevel; readonly warn: SecurityLevel } {
  const level = (mode: string) => {
    const text = namespace?.metadata.labels?.[`${label}${mode}`] ?? "";
    return (levels.includes(text) ? text : "privileged") as SecurityLevel;
  };
  return { enforce: level("enforce"), warn: level("warn") };
}

/** Capabilities that baseline lets a container add. */
const usual = new Set(["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"]);
/** Volumes that restricted allows. */
const harmless = new Set(["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret", "image"]);

/** What in a pod's spec goes beyond a level, in the words of Pod Security; nothing where all is well. */
export function violations(level: SecurityLevel, spec: unknown): readonly string[] {
  if (level === "privileged") return [];
  const containers = ["initContainers", "containers", "ephemeralContainers"].flatMap((field) => listAt(spec, field));
  const nameOf = (container: unknown) => textAt(container, "name") ?? "";
  const own = (container: unknown, field: string) => dig(container, "securityContext", field);
  const shared = (field: string) => dig(spec, "securityContext", field);
  const those = (found: readonly unknown[]) => `${found.length === 1 ? "container" : "containers"} ${found.map((each) => JSON.stringify(nameOf(each))).join(", ")}`;
  const found: string[] = [];
  const say = (rule: string, broken: readonly unknown[], must: string) => {
    if (broken.length > 0) found.push(`${rule} (${those(broken)} ${must})`);
  };

  const host = ["hostNetwork", "hostPID", "hostIPC"].filter((field) => dig(spec, field) === true);
  if (host.length > 0) found.push(`host namespaces (${host.map((field) => `${field}=true`).join(", ")})`);
  const paths = listAt(spec, "volumes").filter((volume) => dig(volume, "hostPath") !== undefined).map((volume) => JSON.stringify(nameOf(volume)));
  if (paths.length > 0) found.push(`hostPath volumes (${paths.length === 1 ? "volume" : "volumes"} ${paths.join(", ")})`);
  say("privileged", containers.filter((container) => own(container, "privileged") === true), "must not set securityContext.privileged=true");
  const ported = containers.filter((container) => listAt(container, "ports").some((port) => (numberAt(port, "hostPort") ?? 0) > 0));
  if (ported.length > 0) found.push(`hostPort (${those(ported)} ${ported.length === 1 ? "uses" : "use"} hostPort ${ported.flatMap((container) => listAt(container, "ports").flatMap((port) => numberAt(port, "hostPort") ?? [])).join(", ")})`);
  const added = (container: unknown) => listAt(container, "securityContext", "capabilities", "add").filter((name) => typeof name === "string");
  const allowed = level === "restricted" ? new Set(["NET_BIND_SERVICE"]) : usual;
  const unusual = containers.filter((container) => added(container).some((name) => !allowed.has(name)));
  const named = [...new Set(unusual.flatMap(added).filter((name) => !allowed.has(name)))].map((name) => JSON.stringify(name)).join(", ");
  if (level === "baseline") {
    say("non-default capabilities", unusual, `must not include ${named} in securityContext.capabilities.add`);
    return found;
  }

  say("allowPrivilegeEscalation != false", containers.filter((container) => own(container, "allowPrivilegeEscalation") !== false), "must set securityContext.allowPrivilegeEscalation=false");
  const undropped = containers.filter((container) => !listAt(container, "securityContext", "capabilities", "drop").includes("ALL"));
  if (undropped.length > 0 || unusual.length > 0) {
    const sentences = [...(undropped.length > 0 ? [`${those(undropped)} must set securityContext.capabilities.drop=["ALL"]`] : []), ...(unusual.length > 0 ? [`${those(unusual)} must not include ${named} in securityContext.capabilities.add`] : [])];
    found.push(`unrestricted capabilities (${sentences.join("; ")})`);
  }
  for (const volume of listAt(spec, "volumes")) {
    const type = Object.keys(volume as object).find((key) => key !== "name");
    if (type !== undefined && !harmless.has(type)) found.push(`restricted volume types (volume ${JSON.stringify(nameOf(volume))} uses restricted volume type ${JSON.stringify(type)})`);
  }
  const rooted = containers.filter((container) => (own(container, "runAsNonRoot") ?? shared("runAsNonRoot")) !== true);
  if (rooted.length > 0) found.push(`runAsNonRoot != true (pod or ${those(rooted)} must set securityContext.runAsNonRoot=true)`);
  if (shared("runAsUser") === 0) found.push("runAsUser=0 (pod must not set runAsUser=0)");
  say("runAsUser=0", containers.filter((container) => own(container, "runAsUser") === 0), "must not set runAsUser=0");
  const profile = (container: unknown) => textAt(own(container, "seccompProfile"), "type") ?? textAt(shared("seccompProfile"), "type") ?? "";
  const unconfined = containers.filter((container) => !["RuntimeDefault", "Localhost"].includes(profile(container)));
  if (unconfined.length > 0) found.push(`seccompProfile (pod or ${those(unconfined)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`);
  return found;
}
