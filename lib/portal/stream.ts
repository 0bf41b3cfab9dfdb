import type { IncomingMessage, ServerResponse } from "node:http";
import { answerRefusal, readStreamRequest, refuse, type AnySource, type Hub } from "@/lib/hub";
import { CastorError, isCastorError } from "@/lib/model/problem";
import type { Person, Topic } from "@/lib/model";

export interface StreamParts {
  readonly hub: Hub;
  readonly person: (cookie: string | undefined) => Promise<Person | undefined>;
  /** Throws `invalid` for a topic that does not exist, `forbidden` for one the person may not have. */
  readonly source: (person: Person, topic: Topic) => AnySource;
  /** Aborts when the session behind the cookie ends. */
  readonly ended: (cookie: string | undefined) => AbortSignal | undefined;
  /** Tells persons apart in the browser without naming them. */
  readonly viewer: (person: Person) => string;
}

/** Answers `GET /api/stream`: who asks, what they ask, whether they may, and only then the stream. */
export function createStream({ hub, person, source, ended, viewer }: StreamParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      if (request.method !== "GET") throw new CastorError("invalid", "A stream is read with GET.");
      const { cookie } = request.headers;
      const asking = await person(cookie);
      if (asking === undefined) throw new CastorError("unauthorized", "Sign in first.");
      const { topics, fresh, lastEventId } = readStreamRequest(request);
      const sources = topics.map(({ address, topic }) => {
        try {
          return source(asking, topic);
        } catch (error) {
          throw isCastorError(error) ? refuse(address, error) : error;
        }
      });
      hub.open({ response, sources, fresh, lastEventId, signal: ended(cookie), viewer: viewer(asking) });
    } catch (error) {
      answerRefusal(response, error);
    }
  };
}
