import { z } from "zod";

export const pingAnswer = z.object({ status: z.string() });

/** `/v1/metadata`: the version is told only to whoever is signed in. */
export const metadataAnswer = z.object({ version: z.string().optional(), licenseStatus: z.string().optional() });
