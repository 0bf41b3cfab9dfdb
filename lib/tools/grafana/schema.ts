import { z } from "zod";

/** `/api/health`; Grafana 12 can hide its version from whoever is not signed in. */
export const healthAnswer = z.object({ database: z.string(), version: z.string().optional() });
