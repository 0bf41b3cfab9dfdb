import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { CastorError } from "@/lib/model";

/** As much as Kubernetes itself takes of a request. */
export const mostBody = 3 * 1024 * 1024;

/** A request's body, refused as soon as it is known to be larger than Kubernetes takes. */
export async function requestBody(request: IncomingMessage): Promise<string> {
  const tooLarge = () => new CastorError("too-large", "A change is at most 3 MiB large.");
  if (Number(request.headers["content-length"] ?? 0) > mostBody) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > mostBody) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (size > mostBody) throw error;
    throw new CastorError("invalid", "The change did not arrive whole, so nothing was sent.");
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** An answer's body up to `most` bytes; undefined, and the rest not read, where it is longer. */
export async function answerBody(body: Readable, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
