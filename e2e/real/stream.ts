import type { Frame, Snapshot } from "../../lib/model";
import type { Visitor } from "../pages/visitor";

/** Reads a topic's frames from the portal's stream until `enough` says so; then the stream is closed. */
export async function framesOf<T>(visitor: Visitor, portal: string, topic: string, enough: (frames: readonly Frame<T>[]) => boolean): Promise<readonly Frame<T>[]> {
  const stop = new AbortController();
  const response = await visitor.get(`${portal}/api/stream?topic=${encodeURIComponent(topic)}`, { signal: AbortSignal.any([stop.signal, AbortSignal.timeout(60_000)]) });
  if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}: ${await response.text()}`);
  const frames: Frame<T>[] = [];
  let text = "";
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const kind = /^event: ?(.*)$/m.exec(event)?.[1];
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        if (data === undefined) continue;
        if (kind === "snapshot") frames.push(...(JSON.parse(data) as Snapshot<T>).frames);
        if (kind === "frame") frames.push(JSON.parse(data) as Frame<T>);
      }
      if (enough(frames)) return frames;
    }
  } finally {
    stop.abort();
  }
  throw new Error(`the stream of ${topic} ended with ${frames.length} frames: ${JSON.stringify(frames.at(-1)).slice(0, 400)}`);
}
