import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Dispatcher } from "undici";
import type { ToolRequestHeaders } from "./client-headers";
import type { OpenConnection, OpenConnections } from "./open-connections";
import type { PipeFailure } from "./piping";
import { closeAfter, hasBody, limitedBody } from "./request-limit";
import { pathAt, type ToolAddress } from "./tool-address";
import { anotherProtocol, signedOut, tooLarge, toolFailure } from "./tool-failure";
import { toolHeaders } from "./tool-headers";
import { joinWebSocket, type WebSocketEnd } from "./web-socket";

/** One request on its way to a tool. */
export interface PassageParts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: ToolAddress;
  readonly headers: ToolRequestHeaders;
  readonly ended: AbortSignal;
  /** The client's end, where it asks for a WebSocket. */
  readonly webSocket?: WebSocketEnd;
  /** Bytes. */
  readonly requestLimit: number;
  readonly open: OpenConnections;
  readonly log: { warn(fields: object, message: string): void };
}

const nothing = Buffer.alloc(0);

/** Bytes of an answer that may wait for its client, before the tool waits too. */
const held = 512 * 1024;

/** The words after a status, as far as everybody agrees on their bytes. */
const plain = /^[\t\x20-\x7e]*$/;

/** What undici and the system call a connection that the tool has closed. */
const closed: ReadonlySet<unknown> = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

/**
 * Passes one request on and its answer back, both as they come. undici does the piping (connections, framing,
 * deadlines); what is decided here are headers, limits and ends. One object for each request and hardly a closure,
 * because otherwise half of what a small answer costs would be bookkeeping.
 */
class Passage implements Dispatcher.DispatchHandler, OpenConnection {
  private controller: Dispatcher.DispatchController | undefined;
  private settled = false;
  private repeated = false;
  private begun = false;
  private tool: Duplex | undefined;

  constructor(
    private readonly parts: PassageParts,
    private readonly settle: (failure?: PipeFailure) => void,
  ) {
    parts.open.add(parts.ended, this);
    parts.response.once("close", () => this.finish());
    this.send();
  }

  private send(): void {
    const { request, headers, address, webSocket, requestLimit } = this.parts;
    const options = {
      path: pathAt(address.prefix, request.url ?? "/"),
      method: request.method as Dispatcher.HttpMethod,
      headers: headers as string[],
      body: webSocket === undefined && hasBody(request) ? limitedBody(request, requestLimit, () => this.exceed()) : null,
      servername: address.servername,
      upgrade: webSocket === undefined ? null : "websocket",
    };
    try {
      address.pool.dispatch(options, this);
    } catch (error) {
      this.onResponseError(undefined, error);
    }
  }

  /** The end of it all, after which nothing is answered any more. */
  private finish(failure?: PipeFailure): void {
    if (this.settled) return;
    this.settled = true;
    const { ended, response, open } = this.parts;
    open.forget(ended, this);
    if (failure !== undefined || !response.writableFinished) this.controller?.abort(new Error("nobody waits for this any more"));
    this.settle(failure);
  }

  private exceed(): void {
    const { request, response, requestLimit } = this.parts;
    if (response.headersSent) return void response.destroy();
    closeAfter(request, response);
    this.finish(tooLarge(requestLimit));
  }

  /** The session has ended, or Castor ends. */
  end(): void {
    const { response, webSocket } = this.parts;
    this.tool?.destroy();
    if (response.headersSent || webSocket !== undefined) (webSocket?.socket ?? response).destroy();
    else this.finish(signedOut);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.settled) controller.abort(new Error("nobody waits for this any more"));
  }

  onRequestUpgrade(controller: Dispatcher.DispatchController, status: number, headers: { upgrade?: string }, tool: Duplex): void {
    const { webSocket, address } = this.parts;
    if (this.settled || webSocket === undefined) return void tool.destroy();
    if (status !== 101 || headers.upgrade?.toLowerCase() !== "websocket") {
      tool.destroy();
      return this.finish(anotherProtocol(address.title));
    }
    this.tool = tool;
    joinWebSocket(webSocket, tool, toolHeaders(rawOf(controller), address));
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, _headers: object, message?: string): void {
    // What comes before the answer proper (103 Early Hints) is for this hop.
    if (status < 200 || this.settled) return;
    const { response, address } = this.parts;
    response.sendDate = false;
    // Node takes no other, and keeps a refused one for the answer that says so.
    response.writeHead(status, plain.test(message ?? "") ? message : undefined, toolHeaders(rawOf(controller), address));
    process.nextTick(showHeaders, this);
  }

  /** An answer that has begun is seen at once, even where its body takes its time. */
  show(): void {
    const { response } = this.parts;
    // An empty piece sends the headers as the bytes they are; flushHeaders() would encode them as UTF-8.
    if (!this.begun && !response.writableEnded && !response.destroyed) response.write(nothing);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.begun = true;
    const { response } = this.parts;
    if (response.write(chunk) || response.writableLength < held) return;
    controller.pause();
    response.once("drain", () => controller.resume());
  }

  onResponseEnd(): void {
    this.parts.response.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController | undefined, error: unknown): void {
    if (this.settled) return;
    const { request, response, address, log, webSocket } = this.parts;
    const { code, message } = error as NodeJS.ErrnoException;
    if (response.headersSent) {
      log.warn({ tool: address.id, code }, "a tool broke its answer off");
      return void response.destroy();
    }
    // The tool closed an idle connection at the very moment when it was used again: it has not seen the request.
    if (!this.repeated && closed.has(code) && (request.method === "GET" || request.method === "HEAD") && !hasBody(request) && webSocket === undefined) {
      this.repeated = true;
      return this.send();
    }
    log.warn({ tool: address.id, code, detail: message }, "a tool did not answer");
    this.finish(toolFailure(address.title, error));
  }
}

const showHeaders = (passage: Passage) => passage.show();

/** The headers of an answer as they came, in turns: each character stands for a byte. */
function rawOf({ rawHeaders }: Dispatcher.DispatchController): string[] {
  return (rawHeaders as Buffer[]).map((part) => part.toString("latin1"));
}

/** Resolves when the answer has ended, or with the failure where none has begun. */
export function pass(parts: PassageParts): Promise<PipeFailure | undefined> {
  // Whoever left while it was found out who asks.
  if (parts.response.destroyed) return Promise.resolve(undefined);
  return new Promise((resolve) => void new Passage(parts, resolve));
}
