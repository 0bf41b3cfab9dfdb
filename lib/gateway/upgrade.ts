import { request as httpRequest, ServerResponse, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ToolRequestHeaders } from "./client-headers";
import type { PipeFailure } from "./piping";
import type { ToolAddress } from "./tool-address";
import { lateAnswer, toolFailure } from "./tool-failure";
import { toolHeaders } from "./tool-headers";

/** A WebSocket that a client asks for, and what is sent for it. */
export interface Upgrading {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What the client has sent already beyond its request. */
  readonly head: Buffer;
  readonly path: string;
  readonly headers: ToolRequestHeaders;
  readonly address: ToolAddress;
  /** ms. */
  readonly timeout: number;
}

/** An upgrade on its way: how it turned out, and how to end it. */
export interface Upgrade {
  readonly done: Promise<PipeFailure | undefined>;
  end(): void;
}

/**
 * Asks a tool for a WebSocket. Only its 101 joins the two connections; any other answer is passed back as what it
 * is and both connections end, so that nobody is left with an open line to the tool (CVE-2018-1002105).
 */
export function openUpgrade({ request, socket, head, path, headers, address, timeout }: Upgrading): Upgrade {
  let settle: (failure?: PipeFailure) => void = () => undefined;
  const done = new Promise<PipeFailure | undefined>((resolve) => (settle = resolve));
  const { agent, host, port, secure, title } = address;
  const outgoing = (secure ? httpsRequest : httpRequest)({ agent, host, port, method: "GET", path, headers });
  const timer = setTimeout(() => fail(lateAnswer(title, timeout)), timeout);
  const fail = (failure: PipeFailure) => {
    settle(failure);
    outgoing.destroy();
  };
  const gone = () => {
    settle();
    outgoing.destroy();
  };
  socket.once("close", gone);
  socket.on("error", () => socket.destroy());
  outgoing.on("error", (error) => fail(toolFailure(title, error)));
  outgoing.once("close", () => clearTimeout(timer));
  outgoing.once("response", (answer) => {
    clearTimeout(timer);
    passBack(request, socket, answer, address);
  });
  outgoing.once("upgrade", (answer, tool, early) => {
    clearTimeout(timer);
    if (answer.headers.upgrade?.toLowerCase() !== "websocket") {
      tool.destroy();
      return settle({ reason: "websocket", sentence: `${title} answered with another protocol than WebSocket.`, status: 502 });
    }
    socket.removeListener("close", gone);
    join(socket, tool, () => settle());
    accept(answer, socket, tool, { head, early, address });
  });
  outgoing.end();
  return { done, end: () => end(socket, outgoing) };
}

function end(socket: Duplex, outgoing: ClientRequest): void {
  socket.destroy();
  outgoing.destroy();
}

function accept(answer: IncomingMessage, socket: Duplex, tool: Socket, { head, early, address }: { head: Buffer; early: Buffer; address: ToolAddress }): void {
  const pairs = toolHeaders(answer.rawHeaders, address);
  let text = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
  for (let at = 0; at < pairs.length; at += 2) text += `${pairs[at]}: ${pairs[at + 1]}\r\n`;
  socket.write(`${text}\r\n`, "latin1");
  if (early.length > 0) socket.write(early);
  if (head.length > 0) tool.write(head);
  tool.setNoDelay(true);
  tool.setTimeout(0);
  (socket as Socket).setNoDelay(true);
  (socket as Socket).setTimeout(0);
  socket.pipe(tool);
  tool.pipe(socket);
}

/** When one side has ended and the other has got all of it, both are closed: a WebSocket knows no half. */
function join(socket: Duplex, tool: Socket, closed: () => void): void {
  for (const [one, other] of [
    [socket, tool],
    [tool, socket],
  ] as const) {
    one.on("error", () => one.destroy());
    one.once("finish", () => one.destroy());
    one.once("close", () => {
      if (!other.destroyed) other.destroy();
      else closed();
    });
  }
}

function passBack(request: IncomingMessage, socket: Duplex, answer: IncomingMessage, address: ToolAddress): void {
  const response = new ServerResponse(request);
  response.assignSocket(socket as Socket);
  response.sendDate = false;
  response.shouldKeepAlive = false;
  response.once("finish", () => socket.end(() => socket.destroy()));
  answer.on("error", () => socket.destroy());
  try {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, [...toolHeaders(answer.rawHeaders, address), "Connection", "close"]);
  } catch {
    socket.destroy();
  }
  answer.pipe(response);
}
