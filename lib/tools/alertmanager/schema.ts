import { z } from "zod";

const time = z.string().transform((text) => Date.parse(text) || 0);
const names = z.array(z.string()).nullish();

/** Alertmanager API v2, 0.25 and newer. A single Alertmanager has no name and no peers. */
export const statusAnswer = z.object({
  cluster: z.object({
    status: z.string(),
    name: z.string().optional(),
    peers: z.array(z.object({ name: z.string() })).nullish(),
  }),
  versionInfo: z.object({ version: z.string() }),
  config: z.object({ original: z.string() }).optional(),
  uptime: time.optional(),
});

const alert = z.object({
  fingerprint: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  startsAt: time,
  endsAt: time.optional(),
  updatedAt: time.optional(),
  generatorURL: z.string().optional(),
  receivers: z.array(z.object({ name: z.string() })).nullish(),
  status: z.object({ state: z.enum(["unprocessed", "active", "suppressed"]), silencedBy: names, inhibitedBy: names, mutedBy: names }),
});

export const alertsAnswer = z.array(alert);
export type AlertObject = z.output<typeof alert>;

/** `/api/v2/alerts/groups`: only here `mutedBy` is filled, and only since 0.28. */
export const groupsAnswer = z.array(z.object({ alerts: z.array(z.object({ fingerprint: z.string(), status: z.object({ mutedBy: names }) })) }));

const silence = z.object({
  id: z.string(),
  status: z.object({ state: z.enum(["active", "pending", "expired"]) }),
  matchers: z.array(z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean().default(true) })),
  startsAt: time,
  endsAt: time,
  updatedAt: time,
  createdBy: z.string(),
  comment: z.string(),
});

export const silencesAnswer = z.array(silence);
export type SilenceObject = z.output<typeof silence>;

export const silenceMadeAnswer = z.object({ silenceID: z.string() });
