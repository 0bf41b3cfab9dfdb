import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";

/** What a simulated upstream needs of one request, with the path already apart from its query. */
export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
}

/** A refusal that a simulator answers with a status and a sentence. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

type Handler = (exchange: Exchange) => void | Promise<void>;
type Refuse = (exchange: Exchange, refusal: Refusal) => void;

const answerRefusal: Refuse = ({ res }, { status, message }) => answerJson(res, { error: message }, status);

/**
 * Makes a listener of one handler. What the handler throws becomes an answer: a {@link Refusal}
 * as `refuse` words it, anything else a 500, so that one bad request never ends the demo.
 */
export function listenWith(handler: Handler, refuse: Refuse = answerRefusal): RequestListener {
  return (req, res) => {
    const url = URL.canParse(req.url ?? "", "http://upstream") ? new URL(req.url ?? "", "http://upstream") : undefined;
    const exchange: Exchange = { req, res, method: req.method ?? "GET", path: url?.pathname ?? "/", query: url?.searchParams ?? new URLSearchParams() };
    const fail = (error: unknown) => {
      if (res.headersSent) res.destroy();
      else refuse(exchange, error instanceof Refusal ? error : new Refusal(500, error instanceof Error ? error.message : "unknown error"));
    };
    if (url === undefined) return fail(new Refusal(400, "bad request target"));
    void Promise.resolve().then(() => handler(exchange)).catch(fail);
  };
}

/** Answers with JSON. */
export function answerJson(res: ServerResponse, body: unknown, status = 200): void {
  answer(res, JSON.stringify(body), "application/json", status);
}

/** Answers with plain text. */
export function answerText(res: ServerResponse, body: string, status = 200): void {
  answer(res, body, "text/plain; charset=utf-8", status);
}

function answer(res: ServerResponse, body: string, type: string, status: number): void {
  res.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(body), "cache-control": "no-store" });
  res.end(body);
}

/** Reads a request's body; refuses with 413 beyond `limit` bytes. */
export async function readBody(req: IncomingMessage, limit = 4 * 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Refusal(413, `the body is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Reads a request's body as JSON; refuses with 400 what is none. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const body = await readBody(req);
  try {
    return JSON.parse(body) as unknown;
  } catch {
    throw new Refusal(400, "the body is not JSON");
  }
}

/** Refuses with 401 whoever does not bring the bearer token; without a token everyone is let in. */
export function requireBearer(req: IncomingMessage, token: string | undefined, message: string): void {
  if (token !== undefined && req.headers.authorization !== `Bearer ${token}`) throw new Refusal(401, message);
}
