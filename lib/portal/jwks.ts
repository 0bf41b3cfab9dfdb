import type { IncomingMessage, ServerResponse } from "node:http";
import type { SigningKeys } from "@/lib/gateway";
import type { Log } from "./index";

/** Where tools find the keys of what Castor signs. */
export const jwksRoute = /^\/\.well-known\/jwks\.json(?:\?|$)/;

/** Answers {@link jwksRoute}; open to everybody, as public keys are. */
export function jwksHandler(keys: Pick<SigningKeys, "published">, log: Log) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    try {
      const body = JSON.stringify(await keys.published());
      response.writeHead(200, { "content-type": "application/jwk-set+json", "cache-control": "public, max-age=300" });
      response.end(request.method === "HEAD" ? undefined : body);
    } catch (error) {
      log.error({ err: error }, "the signing keys could not be read");
      response.writeHead(503, { "content-type": "application/json", "retry-after": "5" }).end('{"error":{"code":"unreachable","message":"The keys cannot be read now."}}');
    }
  };
}
