import { CastorError } from "@/lib/model/problem";
import type { Prometheus } from "./client";

/** The error that says exactly what Prometheus lacks. `which` continues the sentence: `with a label container`. */
export function noData(client: Prometheus, metric: string, which = ""): CastorError {
  const text = which === "" ? "" : ` ${which}`;
  return new CastorError("not-found", `No data: ${client.name} has no series ${metric}${text}.`);
}

/** Whether any series matches now. */
export async function exists(client: Prometheus, selector: string, signal: AbortSignal | undefined): Promise<boolean> {
  return (await client.query(`count(${selector})`, { signal })).length > 0;
}

/** The error for a metric that gave nothing: it is missing altogether, or only in this form. */
export async function explained(client: Prometheus, metric: string, which: string, signal: AbortSignal | undefined): Promise<CastorError> {
  return (await exists(client, metric, signal)) ? noData(client, metric, which) : noData(client, metric);
}
