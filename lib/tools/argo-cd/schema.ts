import { z } from "zod";

/** `/api/version` needs no sign-in. */
export const versionAnswer = z.object({ Version: z.string() });

/** `/api/v1/applications`: what was left out by `fields` and what an application does not have is absent. */
export const applicationsAnswer = z.object({
  items: z
    .array(
      z.object({
        metadata: z.object({ name: z.string(), namespace: z.string().default("") }),
        spec: z.object({ destination: z.object({ name: z.string().default(""), server: z.string().default(""), namespace: z.string().default("") }) }),
        status: z
          .object({ resources: z.array(z.object({ kind: z.string(), namespace: z.string().default(""), name: z.string() })).nullish() })
          .nullish(),
      }),
    )
    .nullish(),
});
