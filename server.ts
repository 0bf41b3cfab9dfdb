import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { dirname } from "node:path";
import next from "next";
import { startPortal } from "@/lib/portal/start";

/**
 * One process, one port: a tool's hostname goes to the gateway, what streams is answered by the Portal
 * with the raw response, all else by Next.
 * Whatever a client says about itself in Castor's own headers is removed here.
 */
const portal = await startPortal();
const pages = next({ dev: process.argv.includes("--dev"), dir: dirname(import.meta.dirname), hostname: portal.host, port: portal.port });
const render = pages.getRequestHandler();

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const tool = portal.gateway.entryOf(request.headers.host);
  if (tool !== undefined) return portal.gateway.handle(tool, request, response);
  const headers = portal.securityHeaders();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const url = request.url ?? "/";
  const to = portal.oneName(request);
  if (to !== undefined) return void response.writeHead(307, { location: to, "cache-control": "no-store" }).end();
  const raw = portal.rawHandler(url);
  if (raw !== undefined) return raw(request, response);
  // Next takes the nonce for its own scripts from the policy of the request.
  request.headers["content-security-policy"] = headers["content-security-policy"];
  request.headers["x-castor-path"] = url;
  request.headers["x-castor-from"] = portal.addressOf(request);
  const status = portal.statusOf(url);
  if (status !== undefined) response.statusCode = status;
  await render(request, response);
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    portal.log.error({ err: error }, "a request failed");
    if (!response.headersSent) response.writeHead(500, { "content-type": "application/json" });
    response.end('{"error":{"code":"internal","message":"Something went wrong inside Castor."}}');
  });
});
// Only tools speak WebSocket; Castor's own pages do not.
server.on("upgrade", (request, socket, head) => {
  const tool = portal.gateway.entryOf(request.headers.host);
  if (tool !== undefined) return void portal.gateway.upgrade(tool, request, socket, head);
  socket.end("HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\n\r\n");
});

async function stop(): Promise<void> {
  server.close();
  await portal.stop();
  server.closeAllConnections();
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());

await pages.prepare();
server.listen(portal.port, portal.host, () => portal.log.info({ port: portal.port }, "ready"));
