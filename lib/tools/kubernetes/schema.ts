import { z } from "zod";

/** RFC 3339, or null or absent, as ms since the epoch. */
const time = z
  .string()
  .nullish()
  .transform((text) => {
    const found = text ? Date.parse(text) : NaN;
    return Number.isNaN(found) ? undefined : found;
  });

const meta = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  creationTimestamp: time,
  deletionTimestamp: time,
  labels: z.record(z.string(), z.string()).optional(),
});

/** A list of anything; Go writes an empty one as null now and then. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.object({
    metadata: z.object({ continue: z.string().optional() }).nullish(),
    items: z.array(item).nullish().transform((items): z.output<S>[] => items ?? []),
  });

const condition = z.object({ type: z.string(), status: z.string(), reason: z.string().optional(), message: z.string().optional(), lastTransitionTime: time });

export const node = z.object({
  metadata: meta,
  spec: z.object({ unschedulable: z.boolean().optional() }).optional(),
  status: z.object({
    capacity: z.record(z.string(), z.string()).optional(),
    conditions: z.array(condition).optional(),
    addresses: z.array(z.object({ type: z.string(), address: z.string() })).optional(),
    nodeInfo: z.object({ kubeletVersion: z.string().optional(), osImage: z.string().optional() }).optional(),
  }),
});
export type NodeObject = z.output<typeof node>;

const containerState = z.object({
  waiting: z.object({ reason: z.string().optional() }).optional(),
  running: z.object({}).optional(),
  terminated: z.object({ reason: z.string().optional(), exitCode: z.number().optional(), signal: z.number().optional() }).optional(),
});

const containerStatus = z.object({
  name: z.string(),
  ready: z.boolean().optional(),
  started: z.boolean().nullish(),
  restartCount: z.number().optional(),
  state: containerState.optional(),
});
export type ContainerStatus = z.output<typeof containerStatus>;

const container = z.object({ name: z.string(), image: z.string().optional(), restartPolicy: z.string().optional() });

export const pod = z.object({
  metadata: meta,
  spec: z.object({
    nodeName: z.string().optional(),
    hostNetwork: z.boolean().optional(),
    containers: z.array(container),
    initContainers: z.array(container).optional(),
  }),
  status: z.object({
    phase: z.string().optional(),
    reason: z.string().optional(),
    startTime: time,
    conditions: z.array(condition).optional(),
    containerStatuses: z.array(containerStatus).optional(),
    initContainerStatuses: z.array(containerStatus).optional(),
  }),
});
export type PodObject = z.output<typeof pod>;

/** `v1` events, as old and new recorders write them. */
export const event = z.object({
  metadata: meta.extend({ uid: z.string().optional() }),
  involvedObject: z.object({ kind: z.string().optional(), name: z.string().optional(), namespace: z.string().optional() }),
  type: z.string().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
  firstTimestamp: time,
  lastTimestamp: time,
  eventTime: time,
  count: z.number().nullish(),
  series: z.object({ count: z.number().optional(), lastObservedTime: time }).nullish(),
  source: z.object({ host: z.string().optional() }).optional(),
  reportingInstance: z.string().optional(),
});
export type EventObject = z.output<typeof event>;

export const endpointSlice = z.object({
  addressType: z.string().optional(),
  endpoints: z
    .array(
      z.object({
        addresses: z.array(z.string()),
        nodeName: z.string().nullish(),
        targetRef: z.object({ kind: z.string().optional(), name: z.string().optional(), namespace: z.string().optional() }).nullish(),
      }),
    )
    .nullish(),
  ports: z.array(z.object({ name: z.string().nullish(), port: z.number().nullish() })).nullish(),
});
export type EndpointSlice = z.output<typeof endpointSlice>;

export const namespace = z.object({ metadata: meta });

export const accessReview = z.object({ status: z.object({ allowed: z.boolean() }) });

export const version = z.object({ gitVersion: z.string() });
