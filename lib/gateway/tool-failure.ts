import { breakdown } from "@/lib/wire";
import type { PipeFailure } from "./piping";

/** What a person is told of a tool that gave no answer, and why as far as it is known. */
export function toolFailure(title: string, error: unknown): PipeFailure {
  const { code, message } = breakdown(title, "", error);
  return { reason: "unavailable", sentence: message, status: code === "timeout" ? 504 : 502 };
}

export function tooLarge(limit: number): PipeFailure {
  return { reason: "too-large", sentence: `This request is larger than Castor passes on (${Math.floor((limit / 1024 / 1024) * 100) / 100} MiB).`, status: 413 };
}

export const signedOut: PipeFailure = { reason: "signed-out", sentence: "The session has ended.", status: 401 };

export function anotherProtocol(title: string): PipeFailure {
  return { reason: "websocket", sentence: `${title} answered with another protocol than WebSocket.`, status: 502 };
}
