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

const time = z.string().transform((text) => Date.parse(text) || 0);
/** Infinite and missing numbers do not come here: durations are whole seconds. */
const seconds = z.number().default(0);

/** `/api/v1/rules?type=alert`; before 2.42 rules have no `keepFiringFor`. */
export const alertRulesAnswer = z.object({
  data: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        file: z.string().default(""),
        interval: seconds,
        rules: z.array(
          z.discriminatedUnion("type", [
            z.object({ type: z.literal("recording") }),
            z.object({
              type: z.literal("alerting"),
              name: z.string(),
              query: z.string(),
              duration: seconds,
              keepFiringFor: seconds,
              labels: labels.nullish(),
              annotations: labels.nullish(),
              state: z.enum(["inactive", "pending", "firing"]).catch("inactive"),
              health: z.enum(["ok", "err", "unknown"]).catch("unknown"),
              lastError: z.string().optional(),
              lastEvaluation: time.optional(),
              alerts: z
                .array(z.object({ labels, annotations: labels.default({}), state: z.enum(["inactive", "pending", "firing"]), activeAt: time, value: z.string() }))
                .nullish(),
            }),
          ]),
        ),
      }),
    ),
  }),
});

/** `/api/v1/status/config`: the running configuration as text. */
export const configAnswer = z.object({ data: z.object({ yaml: z.string() }) });

/** What of the configuration decides which labels alerts carry. YAML may hold numbers where labels hold text. */
export const labelsConfig = z.object({
  global: z.object({ external_labels: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish() }).nullish(),
  alerting: z.object({ alert_relabel_configs: z.array(z.object({ action: z.string().optional(), regex: z.string().optional() })).nullish() }).nullish(),
});
