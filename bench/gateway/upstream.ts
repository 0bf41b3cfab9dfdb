import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { echo } from "../../lib/gateway/fixtures/web-socket";
import { answerCalls } from "../fanout/calls";

// A tool that does nothing but answer: small, large, and every WebSocket with an echo.

const bodies = { "/small": randomBytes(1_024), "/large": randomBytes(10_000_000) };

const server = createServer((request, response) => {
  const body = bodies[request.url as keyof typeof bodies];
  response.writeHead(200, { "content-type": "application/octet-stream", "content-length": body.length }).end(body);
});
server.on("upgrade", echo);

server.listen(0, "127.0.0.1", () => {
  answerCalls({
    port: () => (server.address() as AddressInfo).port,
    digest: (path: keyof typeof bodies) => createHash("sha256").update(bodies[path]).digest("hex"),
  });
});
