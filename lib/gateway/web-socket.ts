import { ServerResponse, type IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** The client's end of an upgrade. */
export interface WebSocketEnd {
  readonly socket: Duplex;
  /** What it has sent already beyond its request. */
  readonly head: Buffer;
}

/**
 * An ordinary answer to whoever asked for an upgrade. Its connection ends with it, so that nobody who was not let
 * in by the tool is left with an open line (CVE-2018-1002105).
 */
export function answerOn(socket: Duplex, request: IncomingMessage): ServerResponse {
  const response = new ServerResponse(request);
  response.assignSocket(socket as Socket);
  response.shouldKeepAlive = false;
  socket.on("drain", () => response.emit("drain"));
  response.once("finish", () => socket.end(() => socket.destroy()));
  return response;
}

/** Tells the client that the tool has accepted, and joins the two connections from the first byte on. */
export function joinWebSocket({ socket, head }: WebSocketEnd, tool: Duplex, headers: readonly string[]): void {
  let text = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
  for (let at = 0; at < headers.length; at += 2) text += `${headers[at]}: ${headers[at + 1]}\r\n`;
  socket.write(`${text}\r\n`, "latin1");
  if (head.length > 0) tool.write(head);
  for (const one of [socket, tool] as Socket[]) {
    one.setNoDelay(true);
    one.setTimeout(0);
  }
  oneEnd(socket, tool);
  oneEnd(tool, socket);
}

/** What one side sends goes to the other. When it has ended and the other has got all of it, both are closed: a WebSocket knows no half. */
function oneEnd(one: Duplex, other: Duplex): void {
  one.on("error", () => one.destroy());
  one.once("close", () => other.destroy());
  one.pipe(other);
  other.once("finish", () => other.destroy());
}
