import { z } from "zod";

const labels = z.record(z.string(), z.string());
/** `[seconds, "value"]`; the value is text so that NaN and infinities survive. */
const point = z.tuple([z.number(), z.string()]);

/** `/api/v1/query`, `/api/v1/query_range`: HTTP API v1. Native histograms have no `value` and are left out. */
export const queryAnswer = z.object({
  warnings: z.array(z.string()).optional(),
  data: z.discriminatedUnion("resultType", [
    z.object({ resultType: z.literal("vector"), result: z.array(z.object({ metric: labels, value: point.optional() })) }),
    z.object({ resultType: z.literal("matrix"), result: z.array(z.object({ metric: labels, values: z.array(point).optional() })) }),
    z.object({ resultType: z.literal("scalar"), result: point }),
    z.object({ resultType: z.literal("string"), result: point }),
  ]),
});

export const seriesAnswer = z.object({ data: z.array(labels) });

export const labelsAnswer = z.object({ data: z.array(z.string()) });

export const buildInfoAnswer = z.object({ data: z.object({ version: z.string() }) });

/** `/api/v1/rules`: recording rules have no state. */
export const rulesAnswer = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        rules: z.array(
          z.object({
            type: z.enum(["alerting", "recording"]),
            name: z.string(),
            query: z.string(),
            health: z.string(),
            lastError: z.string().optional(),
            state: z.enum(["inactive", "pending", "firing"]).optional(),
            duration: z.number().optional(),
          }),
        ),
      }),
    ),
  }),
});
