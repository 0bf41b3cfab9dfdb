import { CastorError, problemCodes, type ProblemCode } from "@/lib/model/problem";

/**
 * Castor's own API where the answer is a stream of bytes that may last. Throws as `request` does before
 * it begins; the stream itself fails when the connection breaks, and when `signal` aborts.
 */
export async function requestBytes(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  if (!path.startsWith("/") || path.startsWith("//")) throw new CastorError("invalid", "A request must go to Castor itself.");
  let response: Response;
  try {
    response = await fetch(path, { signal, cache: "no-store", credentials: "same-origin" });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new CastorError("unreachable", "Castor does not answer.", { cause });
  }
  if (response.ok && response.body !== null) return response.body;
  const body = (await response.json().catch(() => undefined)) as { error?: { code?: string; message?: string } } | undefined;
  const { code, message } = body?.error ?? {};
  // A proxy in between answers for a Castor that is away.
  if (code === undefined && response.status >= 500) throw new CastorError("unreachable", "Castor does not answer.");
  throw new CastorError(problemCodes.includes(code as ProblemCode) ? (code as ProblemCode) : "internal", message ?? `Castor answered ${response.status}.`);
}
