import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { collectDefaultMetrics, Counter, Registry } from "prom-client";
import type { RefusalBook } from "@/lib/gateway";

/** Where Prometheus reads Castor's own counters. */
export const metricsRoute = /^\/metrics(?:\?|$)/;

/** Gauges whose names end as a counter's: they are left out, as `promtool check metrics` would have it. */
const misnamed = ["nodejs_active_handles_total", "nodejs_active_requests_total", "nodejs_active_resources_total"];

/** Answers {@link metricsRoute} in Prometheus' text format to whoever brings the token; 404 where the settings name none. */
export function createMetrics({ token, refusals }: { readonly token: string | undefined; readonly refusals: Pick<RefusalBook, "counts"> }): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const registry = token === undefined ? undefined : registryOf(refusals);
  return async (request, response) => {
    if (token === undefined || registry === undefined) return refuse(response, 404, "not-found", "There is no such page.");
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, "invalid", "Metrics can only be read.", { allow: "GET, HEAD" });
    if (!brings(request.headers.authorization, token)) return refuse(response, 401, "unauthorized", "Metrics need the bearer token of Castor's settings.", { "www-authenticate": "Bearer" });
    const body = await registry.metrics();
    response.writeHead(200, { "content-type": registry.contentType, "cache-control": "no-store" });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}

function registryOf(refusals: Pick<RefusalBook, "counts">): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  new Counter({
    name: "castor_refused_requests_total",
    help: "Requests that the gateway, the tickets, the sign-in or the endpoints for other ingresses refused, by place and reason.",
    labelNames: ["place", "reason"],
    registers: [registry],
    // The book counts already; it is asked when somebody reads.
    collect() {
      this.reset();
      for (const { place, reason, count } of refusals.counts()) this.inc({ place, reason }, count);
    },
  });
  return registry;
}

/** Whether the header carries the token, in a time that tells nothing of how much of it was right. */
function brings(authorization: string | undefined, token: string): boolean {
  const [, told] = /^Bearer ([^ ]+)$/i.exec(authorization ?? "") ?? [];
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return told !== undefined && timingSafeEqual(digest(told), digest(token));
}

function refuse(response: ServerResponse, status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store", ...headers });
  response.end(JSON.stringify({ error: { code, message } }));
}
