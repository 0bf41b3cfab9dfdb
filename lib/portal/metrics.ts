import type { IncomingMessage, ServerResponse } from "node:http";
import type { RefusalBook } from "@/lib/gateway";

/** Where Prometheus reads Castor's own counters. */
export const metricsRoute = /^\/metrics(?:\?|$)/;

/** Answers {@link metricsRoute} in Prometheus' text format to whoever brings the token; 404 where the settings name none. */
export function createMetrics(_parts: { readonly token: string | undefined; readonly refusals: RefusalBook }): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  throw new Error("Not written yet: H");
}
