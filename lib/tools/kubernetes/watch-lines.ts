import type { Readable } from "node:stream";
import { CastorError } from "@/lib/model";

/** A single object is at most 1.5 MB in etcd; a line that is longer is no message of a watch. */
const longestLine = 8 * 1024 * 1024;

/**
 * The lines of a stream, wherever its chunks are cut. Ends when the stream ends, breaks, or has
 * said nothing for `silentMs`: a dead connection looks like a peaceful cluster otherwise.
 */
export async function* linesOf(body: Readable, { silentMs, signal }: { readonly silentMs: number; readonly signal: AbortSignal }): AsyncGenerator<string> {
  let waiting: Buffer[] = [];
  let size = 0;
  let silence: NodeJS.Timeout | undefined;
  const cut = () => body.destroy();
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(cut, silentMs);
  };
  signal.addEventListener("abort", cut, { once: true });
  body.on("error", () => undefined);
  listen();
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      listen();
      let from = 0;
      for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
        const line = Buffer.concat([...waiting, chunk.subarray(from, end)]).toString("utf8");
        waiting = [];
        size = 0;
        from = end + 1;
        if (line.trim() !== "") yield line;
      }
      if (from < chunk.length) waiting.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > longestLine) throw new CastorError("unexpected-shape", "A message of the Kubernetes API is too long to be one.", { detail: `${size} bytes without an end` });
    }
  } catch (error) {
    // A broken stream is an ended one: whoever reads goes on from where it was.
    if (error instanceof CastorError) throw error;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener("abort", cut);
    body.destroy();
  }
}
