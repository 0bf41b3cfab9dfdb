import type { Problem } from "@/lib/model";
import { createEventParser, type StreamEvent } from "./event-parser";

export interface StreamRequest {
  readonly topics: readonly string[];
  /** Those of them that must begin with a snapshot. */
  readonly fresh: readonly string[];
  readonly lastEventId: string | undefined;
}

/** Why a stream is over. */
export type StreamEnd =
  | { readonly kind: "broken" }
  | { readonly kind: "signed-out" }
  /** The server will not open it because of this topic. */
  | { readonly kind: "refused"; readonly topic: string; readonly problem: Problem };

/** Opens a stream; returns what closes it, after which nothing is called any more. */
export type Connect = (request: StreamRequest, onEvent: (event: StreamEvent) => void, onEnd: (end: StreamEnd) => void) => () => void;

/** A stream over `fetch` rather than EventSource: so the place of resumption and the reason of a refusal are in hand. */
export const fetchStream: Connect = (request, onEvent, onEnd) => {
  const abort = new AbortController();
  run(request, onEvent, abort.signal).then(
    (end) => abort.signal.aborted || onEnd(end),
    () => abort.signal.aborted || onEnd({ kind: "broken" }),
  );
  return () => abort.abort();
};

async function run({ topics, fresh, lastEventId }: StreamRequest, onEvent: (event: StreamEvent) => void, signal: AbortSignal): Promise<StreamEnd> {
  const query = new URLSearchParams();
  for (const topic of topics) query.append("topic", topic);
  if (lastEventId !== undefined) for (const topic of fresh) query.append("fresh", topic);
  const headers: Record<string, string> = { accept: "text/event-stream" };
  if (lastEventId !== undefined) headers["last-event-id"] = lastEventId;
  const response = await fetch(`/api/stream?${query.toString()}`, { headers, signal, cache: "no-store", credentials: "same-origin" });
  if (response.status === 401) return { kind: "signed-out" };
  if (response.status >= 400 && response.status < 500) {
    const { error } = (await response.json()) as { error: Problem & { topic?: string } };
    const { topic, code, message } = error;
    return topic === undefined ? { kind: "broken" } : { kind: "refused", topic, problem: { code, message } };
  }
  if (!response.ok || response.body === null) return { kind: "broken" };
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const parse = createEventParser((event) => signal.aborted || onEvent(event));
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return { kind: "broken" };
    parse(decoder.decode(value, { stream: true }));
  }
}
