import type { IncomingMessage, ServerResponse } from "node:http";
import { Transform } from "node:stream";

/** Whether a request says itself that it is larger than this many bytes. */
export function declaresMoreThan(request: IncomingMessage, limit: number): boolean {
  const declared = request.headers["content-length"];
  return declared !== undefined && Number(declared) > limit;
}

/**
 * A request's body that ends where it exceeds the limit: not one byte beyond it is passed on. Whoever reads it may
 * destroy it without the connection to the client, over which an answer must still be sent.
 */
export function limitedBody(request: IncomingMessage, limit: number, exceeded: () => void): Transform {
  let left = limit;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      left -= chunk.length;
      if (left >= 0) return next(null, chunk);
      request.unpipe(counter);
      exceeded();
    },
  });
  counter.on("error", () => undefined);
  return request.pipe(counter);
}

/** Whether a request has a body at all. */
export function hasBody({ headers }: IncomingMessage): boolean {
  const declared = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (declared !== undefined && declared !== "0");
}

/** ms for which the rest of a refused request is still read, because many clients read no answer before they have written all. */
const patience = 2_000;

/** Closes the connection after the answer to a request that was not read to its end. */
export function closeAfter(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.once("finish", () => {
    if (request.complete) return void socket.end();
    const timer = setTimeout(() => socket.destroy(), patience);
    request.once("end", () => socket.end());
    request.once("close", () => clearTimeout(timer));
    socket.once("close", () => clearTimeout(timer));
    request.resume();
  });
}
