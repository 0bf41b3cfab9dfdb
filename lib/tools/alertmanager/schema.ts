import { z } from "zod";

/** Alertmanager API v2, 0.25 and newer. */
export const statusAnswer = z.object({
  cluster: z.object({ status: z.string() }),
  versionInfo: z.object({ version: z.string() }),
});

const time = z.string().transform((text) => Date.parse(text) || 0);

export const alertsAnswer = z.array(
  z.object({
    fingerprint: z.string(),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    startsAt: time,
    status: z.object({ state: z.enum(["unprocessed", "active", "suppressed"]) }),
  }),
);
export type AlertObject = z.output<typeof alertsAnswer>[number];
