import type { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import { createProxyServer } from "httpxy";
import { answerDeadline, type AnswerDeadline } from "./answer-deadline";
import type { ToolRequestHeaders } from "./client-headers";
import type { OpenConnections } from "./open-connections";
import type { PipeFailure } from "./piping";
import { closeAfter, limitedBody } from "./request-limit";
import { isWithin, type ToolAddress } from "./tool-address";
import { lateAnswer, signedOut, tooLarge, toolFailure } from "./tool-failure";
import { toolHeaders } from "./tool-headers";

/** One request on its way to a tool. */
export interface WebPassing {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: ToolAddress;
  readonly headers: ToolRequestHeaders;
  readonly ended: AbortSignal;
  /** The entry's, for the log. */
  readonly id: string;
}

interface Passage extends WebPassing {
  readonly deadline: AnswerDeadline;
  outgoing?: ClientRequest;
  failure?: PipeFailure;
  again?: Promise<PipeFailure | undefined>;
}

interface Parts {
  /** Bytes. */
  readonly requestLimit: number;
  /** ms. */
  readonly timeout: number;
  readonly open: OpenConnections;
  readonly log: { warn(fields: object, message: string): void };
}

const nothing = Buffer.alloc(0);

/**
 * Passes requests on with httpxy, which does the piping: what is decided here are headers, limits and ends.
 * Resolves when the answer has ended, or with the failure where none has begun.
 */
export function createWebPassage({ requestLimit, timeout, open, log }: Parts): (passing: WebPassing) => Promise<PipeFailure | undefined> {
  const proxy = createProxyServer();
  const passages = new Map<IncomingMessage, Passage>();

  /** Ends a passage: with a sentence where nothing has been answered, else by breaking the answer off. */
  const fail = (passage: Passage, failure: PipeFailure) => {
    if (passage.response.headersSent) return void passage.response.destroy();
    passage.failure ??= failure;
    passage.outgoing?.destroy(new Error(failure.reason));
  };

  proxy.on("proxyReq", (outgoing, request) => {
    const passage = passages.get(request);
    if (passage === undefined || passage.failure !== undefined) return void outgoing.destroy(new Error("nobody waits for this any more"));
    passage.outgoing = outgoing;
    passage.deadline.sent(outgoing);
  });
  proxy.on("proxyRes", (answer, request) => {
    const passage = passages.get(request);
    if (passage === undefined) return void answer.destroy();
    passage.deadline.clear();
    begin(answer, passage, (error) => fail(passage, toolFailure(passage.address.title, error)));
  });
  proxy.on("error", (error: NodeJS.ErrnoException, request) => {
    const passage = request === undefined ? undefined : passages.get(request);
    if (passage === undefined || passage.failure !== undefined) return;
    const { response, outgoing, address, id } = passage;
    if (response.destroyed) return;
    if (response.headersSent) return log.warn({ tool: id, code: error.code }, "a tool broke its answer off");
    // The tool closed an idle connection at the very moment when it was used again: it has not seen the request.
    if (outgoing?.reusedSocket === true && passage.again === undefined && (error.code === "ECONNRESET" || error.code === "EPIPE") && isRepeatable(request as IncomingMessage)) {
      passage.again = send(passage);
      return;
    }
    log.warn({ tool: id, code: error.code, detail: error.message }, "a tool did not answer");
    passage.failure = toolFailure(address.title, error);
  });

  const send = (passage: Passage): Promise<PipeFailure | undefined> => {
    const { request, response, address, headers } = passage;
    const options = address.prefix === "" || isWithin(address.prefix, request.url ?? "/") ? address.plain : address.below;
    const body = request.headers["transfer-encoding"] === undefined ? undefined : limitedBody(request, requestLimit, () => {
      closeAfter(request, response);
      fail(passage, tooLarge(requestLimit));
    });
    // httpxy sends on the headers that it finds at the request; everybody else still needs its own.
    const own = request.headers;
    request.headers = headers;
    const passed = proxy.web(request, response, body === undefined ? options : { ...options, buffer: body });
    request.headers = own;
    const outcome = () => passage.again ?? (response.headersSent || response.destroyed ? undefined : passage.failure);
    return passed.then(outcome, outcome);
  };

  return async (passing) => {
    const { request, ended, address } = passing;
    const deadline = answerDeadline(request, timeout, () => fail(passage, lateAnswer(address.title, timeout)));
    const passage: Passage = { ...passing, deadline };
    passages.set(request, passage);
    const forget = open.add(ended, () => fail(passage, signedOut));
    try {
      return await send(passage);
    } finally {
      deadline.clear();
      forget();
      passages.delete(request);
    }
  };
}

/** Whether a request may be sent a second time without doing anything twice. */
function isRepeatable({ method, headers }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && headers["content-length"] === undefined && headers["transfer-encoding"] === undefined;
}

/** Begins the answer as the tool began it, at once even where its body takes its time. */
function begin(answer: IncomingMessage, { response, address }: Passage, unfit: (error: unknown) => void): void {
  try {
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, toolHeaders(answer.rawHeaders, address));
  } catch (error) {
    answer.destroy();
    return unfit(error);
  }
  setImmediate(() => {
    // An empty piece sends the headers as the bytes they are; flushHeaders() would take them for UTF-16 text.
    if (!answer.readableDidRead && !response.writableEnded && !response.destroyed) response.write(nothing);
  });
}
