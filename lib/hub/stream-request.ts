import type { IncomingMessage, ServerResponse } from "node:http";
import { CastorError, httpStatus, problemOf } from "@/lib/model/problem";
import { parseTopic, topicAddress, type Topic } from "@/lib/model/topic";

/** What `GET /api/stream` asks for. */
export interface StreamRequest {
  /** Each once, in the order asked. */
  readonly topics: readonly { readonly address: string; readonly topic: Topic }[];
  readonly fresh: ReadonlySet<string>;
  readonly lastEventId: string | undefined;
}

/** As many topics as one stream may carry. */
export const maxTopics = 200;

/** Reads `?topic=…&topic=…&fresh=…` and `Last-Event-ID`. Throws `invalid`, naming the topic it does not understand. */
export function readStreamRequest(request: Pick<IncomingMessage, "url" | "headers">): StreamRequest {
  const query = new URL(request.url ?? "/", "http://castor.invalid").searchParams;
  const topics = new Map<string, Topic>();
  for (const asked of query.getAll("topic")) {
    const topic = parseTopic(asked);
    if (topic === undefined) throw refuse(asked, new CastorError("invalid", `“${asked.slice(0, 80)}” is not a topic.`));
    topics.set(topicAddress(topic), topic);
  }
  if (topics.size === 0) throw new CastorError("invalid", "A stream needs at least one topic, as in ?topic=nodes/pollux.");
  if (topics.size > maxTopics) throw new CastorError("too-large", `A stream carries at most ${maxTopics} topics.`);
  const last = request.headers["last-event-id"];
  return {
    topics: [...topics].map(([address, topic]) => ({ address, topic })),
    fresh: new Set(query.getAll("fresh")),
    lastEventId: Array.isArray(last) ? last[0] : last,
  };
}

/** Marks an error with the topic that caused it: {@link answerRefusal} tells the browser. */
export function refuse<E extends Error>(topic: string, error: E): E & { readonly topic: string } {
  return Object.assign(error, { topic });
}

/** Answers a stream that cannot be opened: the problem's status and `{"error":{"code","message","topic"?}}`. */
export function answerRefusal(response: ServerResponse, error: unknown): void {
  const problem = problemOf(error);
  const { topic } = error as { topic?: unknown };
  const body = JSON.stringify({ error: { ...problem, ...(typeof topic === "string" ? { topic } : {}) } });
  response.writeHead(httpStatus(problem.code), { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  response.end(body);
}
