import { CastorError, problemCodes, type ProblemCode } from "@/lib/model/problem";

export interface RequestOptions extends Omit<RequestInit, "body"> {
  /** Sent as the JSON body. */
  readonly json?: unknown;
}

/**
 * The browser's one client of Castor's own API: same-origin JSON. `path` begins with one
 * slash. Throws a CastorError made of the server's `{"error":{"code","message"}}`,
 * `unreachable` when Castor does not answer, and what aborted `signal` when that did.
 */
export async function request<T>(path: string, { json, ...init }: RequestOptions = {}): Promise<T> {
  if (!path.startsWith("/") || path.startsWith("//")) throw new CastorError("invalid", "A request must go to Castor itself.");
  const headers = new Headers(init.headers);
  headers.set("accept", "application/json");
  if (json !== undefined) headers.set("content-type", "application/json");
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, credentials: "same-origin", ...(json === undefined ? {} : { body: JSON.stringify(json) }) });
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new CastorError("unreachable", "Castor does not answer.", { cause });
  }
  if (response.status === 204) return undefined as T;
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause;
    throw new CastorError("unexpected-shape", `Castor answered ${response.status} with something that is not JSON.`, { cause });
  }
  if (response.ok) return body as T;
  const { code, message } = (body as { error?: { code?: string; message?: string } } | null)?.error ?? {};
  throw new CastorError(problemCodes.includes(code as ProblemCode) ? (code as ProblemCode) : "internal", message ?? `Castor answered ${response.status}.`);
}
