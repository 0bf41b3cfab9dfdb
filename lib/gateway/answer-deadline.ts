import type { ClientRequest, IncomingMessage } from "node:http";

/** Watches that a tool begins to answer. */
export interface AnswerDeadline {
  /** The request to the tool, as soon as there is one. */
  sent(outgoing: ClientRequest): void;
  /** The tool has begun to answer, or nobody waits any more. */
  clear(): void;
}

/**
 * Calls `late` where a tool keeps a request waiting for so many ms: while connecting, while it takes nothing of an
 * upload, and from the upload's end until its answer begins. A client that uploads slowly is not the tool's fault.
 */
export function answerDeadline(request: IncomingMessage, ms: number, late: () => void): AnswerDeadline {
  let outgoing: ClientRequest | undefined;
  let taken = -1;
  const timer = setTimeout(() => {
    if (outgoing === undefined || outgoing.writableFinished || outgoing.socket === null || outgoing.socket.connecting) return late();
    const { bytesWritten } = outgoing.socket;
    if (outgoing.writableNeedDrain && bytesWritten === taken) return late();
    taken = bytesWritten;
    timer.refresh();
  }, ms);
  return {
    sent(found) {
      outgoing = found;
      if (!request.complete) found.once("finish", () => timer.refresh());
    },
    clear: () => clearTimeout(timer),
  };
}
