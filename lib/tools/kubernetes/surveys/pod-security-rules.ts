import type { ContainerSecurity, PodSpec } from "./pod-spec";

/** The levels of the Pod Security Standards, from lax to strict. */
export const levels = ["privileged", "baseline", "restricted"] as const;
export type Level = (typeof levels)[number];

export const isLevel = (text: string | undefined): text is Level => (levels as readonly (string | undefined)[]).includes(text);

type Check = (spec: PodSpec, containers: readonly ContainerSecurity[]) => string | false;

const allowedCapabilities = new Set(["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"]);
const allowedVolumes = new Set(["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"]);
const allowedSysctls = new Set([
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.ping_group_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
]);
const allowedSeLinux = new Set(["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"]);

const those = (containers: readonly ContainerSecurity[], breaks: (container: ContainerSecurity) => boolean): string | false => {
  const names = containers.filter(breaks).map(({ name }) => name);
  return names.length > 0 && names.join(", ");
};
const saying = (found: string | false, words: (names: string) => string): string | false => (found === false ? false : words(found));

/** What baseline refuses (Kubernetes, Pod Security Standards). */
const baseline: readonly Check[] = [
  ({ hostNetwork, hostPID, hostIPC }) => {
    const used = [hostNetwork === true && "network", hostPID === true && "processes", hostIPC === true && "IPC"].filter((name) => name !== false);
    return used.length > 0 && `shares the host's ${used.join(", ")}`;
  },
  (_, all) => saying(those(all, ({ securityContext }) => securityContext?.privileged === true), (names) => `runs privileged: ${names}`),
  (_, all) =>
    saying(
      those(all, ({ securityContext }) => (securityContext?.capabilities?.add ?? []).some((name) => !allowedCapabilities.has(name))),
      (names) => `adds capabilities beyond the usual: ${names}`,
    ),
  ({ volumes }) => (volumes ?? []).some((volume) => volume["hostPath"] !== undefined) && "mounts a path of the host",
  (_, all) => saying(those(all, ({ ports }) => (ports ?? []).some(({ hostPort }) => (hostPort ?? 0) !== 0)), (names) => `takes a port of the host: ${names}`),
  (_, all) => saying(those(all, ({ securityContext }) => !["", "Default"].includes(securityContext?.procMount ?? "")), (names) => `has an unmasked /proc: ${names}`),
  ({ securityContext }, all) =>
    (securityContext?.seccompProfile?.type === "Unconfined" || all.some((container) => container.securityContext?.seccompProfile?.type === "Unconfined")) && "switches seccomp off",
  ({ securityContext }) => (securityContext?.sysctls ?? []).some(({ name }) => !allowedSysctls.has(name)) && "sets sysctls that are not safe",
  ({ securityContext }, all) =>
    [securityContext?.seLinuxOptions, ...all.map((container) => container.securityContext?.seLinuxOptions)].some(
      (options) => !allowedSeLinux.has(options?.type ?? "") || (options?.user ?? "") !== "" || (options?.role ?? "") !== "",
    ) && "sets SELinux options of its own",
  ({ securityContext }, all) =>
    (securityContext?.windowsOptions?.hostProcess === true || all.some((container) => container.securityContext?.windowsOptions?.hostProcess === true)) && "is a Windows host process",
];

/** What restricted asks beyond baseline. */
const restricted: readonly Check[] = [
  ({ volumes }) => {
    const kinds = (volumes ?? []).flatMap((volume) => Object.keys(volume).filter((key) => key !== "name" && !allowedVolumes.has(key)));
    return kinds.length > 0 && `mounts volumes of kind ${[...new Set(kinds)].join(", ")}`;
  },
  (_, all) => saying(those(all, ({ securityContext }) => securityContext?.allowPrivilegeEscalation !== false), (names) => `allows privilege escalation: ${names}`),
  ({ securityContext }, all) =>
    saying(
      those(all, (container) => (container.securityContext?.runAsNonRoot ?? securityContext?.runAsNonRoot) !== true),
      (names) => `may run as root: ${names}`,
    ),
  ({ securityContext }, all) => (securityContext?.runAsUser === 0 || all.some((container) => container.securityContext?.runAsUser === 0)) && "runs as user 0",
  ({ securityContext }, all) =>
    saying(
      those(all, (container) => !["RuntimeDefault", "Localhost"].includes(container.securityContext?.seccompProfile?.type ?? securityContext?.seccompProfile?.type ?? "")),
      (names) => `has no seccomp profile: ${names}`,
    ),
  (_, all) =>
    saying(
      those(all, ({ securityContext }) => {
        const { add, drop } = securityContext?.capabilities ?? {};
        return !(drop ?? []).includes("ALL") || (add ?? []).some((name) => name !== "NET_BIND_SERVICE");
      }),
      (names) => `keeps capabilities: ${names}`,
    ),
];

/** Why a pod would be refused at a level, one phrase each; empty where it would be let in. */
export function violations(spec: PodSpec, level: Level): readonly string[] {
  const checks = level === "privileged" ? [] : level === "baseline" ? baseline : [...baseline, ...restricted];
  const containers = [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])];
  return checks.map((check) => check(spec, containers)).filter((found) => found !== false);
}
