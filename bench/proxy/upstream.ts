import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerCalls } from "../fanout/calls";

// A Kubernetes API that has nothing but one long log, written as fast as it is read.

const line = "2026-11-20T10:15:42.123456789Z INFO  blueapi.worker: run 4711 point 1042 of 2048 measured, 12 detectors, 0 retries, 3.2 s\n";
const piece = Buffer.from(line.repeat(Math.floor((64 * 1024) / line.length)));

function log(response: ServerResponse, bytes: number): void {
  let left = bytes;
  const more = (): void => {
    let room = true;
    while (room && left > 0) {
      const next = left >= piece.length ? piece : piece.subarray(0, left);
      left -= next.length;
      room = response.write(next);
    }
    if (left === 0) response.end();
    else response.once("drain", more);
  };
  response.writeHead(200, { "content-type": "text/plain" });
  more();
}

const server = createServer((request, response) => {
  const bytes = new URL(request.url ?? "/", "http://x").searchParams.get("limitBytes");
  log(response, Number(bytes ?? 0));
});

server.listen(0, "127.0.0.1", () => {
  answerCalls({ port: () => (server.address() as AddressInfo).port });
});
