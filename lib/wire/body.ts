import type { Dispatcher } from "undici";
import { CastorError } from "@/lib/model/problem";

type Body = Dispatcher.ResponseData["body"];

/** Ends a download at once: the connection is closed, nothing more is read. */
export function drop(body: Body): void {
  body.on("error", () => undefined);
  body.destroy();
}

/** The body as text, or `too-large` as soon as it is known to be longer than `maxBytes`; the rest is never downloaded. */
export async function limited(name: string, body: Body, declared: number, maxBytes: number): Promise<string> {
  const tooLarge = () => {
    drop(body);
    return new CastorError("too-large", `${name} sends more than Castor takes (${Math.ceil(maxBytes / 1024)} KiB).`, {
      detail: `more than ${maxBytes} bytes`,
    });
  };
  if (declared > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return (chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)).toString("utf8");
}

/** The first bytes of a refusal's body, for the log. */
export async function excerpt(body: Body, bytes = 2_048): Promise<string> {
  let text = "";
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      text += chunk.toString("utf8");
      if (text.length >= bytes) break;
    }
  } catch {
    // What was read so far is all there is to say.
  }
  drop(body);
  return text.slice(0, bytes);
}
