import { CastorError, isCastorError } from "@/lib/model/problem";

/**
 * Runs a query and turns its failure into the one error type. The driver's own error is not kept:
 * it carries the query's parameters, and with them what people's sessions are made of.
 */
export async function answering<T>(query: () => PromiseLike<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    if (isCastorError(error)) throw error;
    throw new CastorError("unreachable", "The Store does not answer.", { detail: reason(error) });
  }
}

function reason(error: unknown): string {
  const inner = (error as { cause?: unknown }).cause ?? error;
  const { code, message } = inner as { code?: unknown; message?: unknown };
  const words = error === inner && String(message).includes("params:") ? "a query failed" : String(message);
  return typeof code === "string" ? `${code}: ${words}` : words;
}
