import { z } from "zod";

/** What the API server says when it refuses. */
export const status = z.object({ message: z.string().catch(""), reason: z.string().catch("") });

const terminated = z.object({ exitCode: z.number().optional(), signal: z.number().optional(), reason: z.string().optional(), message: z.string().optional() });
const state = z.object({
  waiting: z.object({ reason: z.string().optional() }).nullish(),
  running: z.object({}).nullish(),
  terminated: terminated.nullish(),
});
export type Terminated = z.output<typeof terminated>;

const containerStatus = z.object({ name: z.string(), restartCount: z.number().optional(), state: state.nullish(), lastState: state.nullish() });

const container = z.object({ name: z.string(), restartPolicy: z.string().optional() });
const list = <S extends z.ZodType>(item: S) => z.array(item).nullish().transform((items): readonly z.output<S>[] => items ?? []);

/** As much of a pod as its logs need. */
export const logPod = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string(), deletionTimestamp: z.string().nullish(), annotations: z.record(z.string(), z.string()).nullish() }),
  spec: z.object({
    restartPolicy: z.string().optional(),
    containers: list(container),
    initContainers: list(container),
    ephemeralContainers: list(container),
  }),
  status: z
    .object({
      phase: z.string().optional(),
      containerStatuses: list(containerStatus),
      initContainerStatuses: list(containerStatus),
      ephemeralContainerStatuses: list(containerStatus),
    })
    .nullish(),
});
export type LogPodObject = z.output<typeof logPod>;
