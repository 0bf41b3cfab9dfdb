import { z } from "zod";

const capabilities = z.object({ add: z.array(z.string()).nullish(), drop: z.array(z.string()).nullish() }).nullish();
const seccomp = z.object({ type: z.string().nullish() }).nullish();
const seLinux = z.object({ type: z.string().nullish(), user: z.string().nullish(), role: z.string().nullish() }).nullish();
const windows = z.object({ hostProcess: z.boolean().nullish() }).nullish();

const container = z.object({
  name: z.string(),
  image: z.string().nullish(),
  ports: z.array(z.object({ hostPort: z.number().nullish() })).nullish(),
  securityContext: z
    .object({
      privileged: z.boolean().nullish(),
      allowPrivilegeEscalation: z.boolean().nullish(),
      runAsNonRoot: z.boolean().nullish(),
      runAsUser: z.number().nullish(),
      procMount: z.string().nullish(),
      capabilities,
      seccompProfile: seccomp,
      seLinuxOptions: seLinux,
      windowsOptions: windows,
    })
    .nullish(),
});
export type ContainerSecurity = z.output<typeof container>;

/** The parts of a pod's spec that the Pod Security Standards judge. */
export const podSpec = z.object({
  hostNetwork: z.boolean().nullish(),
  hostPID: z.boolean().nullish(),
  hostIPC: z.boolean().nullish(),
  containers: z.array(container),
  initContainers: z.array(container).nullish(),
  ephemeralContainers: z.array(container).nullish(),
  volumes: z.array(z.record(z.string(), z.unknown())).nullish(),
  securityContext: z
    .object({
      runAsNonRoot: z.boolean().nullish(),
      runAsUser: z.number().nullish(),
      seccompProfile: seccomp,
      seLinuxOptions: seLinux,
      windowsOptions: windows,
      sysctls: z.array(z.object({ name: z.string() })).nullish(),
    })
    .nullish(),
});
export type PodSpec = z.output<typeof podSpec>;
