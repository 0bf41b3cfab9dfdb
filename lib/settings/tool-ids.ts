import { z } from "zod";

/** The tools' ids where no registry brings them: for the JSON Schema, which knows no tool's options. */
export const toolIds = ["dashboard", "keycloak", "prometheus", "grafana", "alertmanager", "stackrox", "argo-cd"] as const;

/** Any options for each of them. */
export const anyToolOptions: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  toolIds.map((id) => [id, z.record(z.string(), z.unknown())]),
);
