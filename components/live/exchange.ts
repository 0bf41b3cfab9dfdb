import { CastorError } from "@/lib/model/problem";

export interface ExchangeOptions {
  readonly method?: string;
  /** The body as it is sent, and its content type. */
  readonly body?: string | undefined;
  readonly type?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of any status. */
export interface Exchanged {
  readonly status: number;
  /** Parsed; undefined where it is not JSON. */
  readonly body: unknown;
  /** What the answer warns of, in its sender's sentences. */
  readonly warnings: readonly string[];
}

/** RFC 9110 leaves the header to its senders; Kubernetes writes `299 - "sentence"`, several with commas between. */
const warning = /\b\d{3} \S+ "((?:[^"\\]|\\.)*)"/g;

/**
 * Asks one of Castor's own addresses and gives whatever it answers: for what has a language of its own
 * in its refusals, as Kubernetes has. Throws `unreachable` when Castor does not answer, `invalid` for an
 * address that is not in its one spelling (a browser would resolve `..` to something else), and what
 * aborted `signal` when that did.
 */
export async function exchange(path: string, { method = "GET", body, type, signal }: ExchangeOptions = {}): Promise<Exchanged> {
  const { origin, pathname, search } = new URL(path, "https://castor.invalid");
  if (origin !== "https://castor.invalid" || pathname + search !== path || path.startsWith("//")) throw new CastorError("invalid", "That name cannot be part of an address.");
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: "same-origin",
      headers: { accept: "application/json", ...(type === undefined ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    const warnings = [...(response.headers.get("warning") ?? "").matchAll(warning)].map(([, said = ""]) => said.replace(/\\(.)/g, "$1"));
    return { status: response.status, body: parsed(text), warnings };
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new CastorError("unreachable", "Castor does not answer.", { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
