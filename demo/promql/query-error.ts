/** How Prometheus classes a refusal: `bad_data` before evaluation (HTTP 400), `execution` during it (HTTP 422). */
export type QueryErrorType = "bad_data" | "execution";

/** What a query is refused with; the message is shown to the person as it is. */
export class QueryError extends Error {
  readonly type: QueryErrorType;

  constructor(type: QueryErrorType, message: string) {
    super(message);
    this.name = "QueryError";
    this.type = type;
  }
}

/** A mistake in the expression itself; `offset` is the character it was found at, counted from 0. */
export function parseError(message: string, offset: number, text: string): QueryError {
  const before = text.slice(0, offset).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new QueryError("bad_data", `${before.length}:${column}: parse error: ${message}`);
}

/** A valid expression that only the evaluator can refuse, such as an ambiguous match. */
export function executionError(message: string): QueryError {
  return new QueryError("execution", message);
}

/** What the demo refuses by name rather than answer wrongly; `what` reads like "function holt_winters". */
export function unsupported(what: string): QueryError {
  return new QueryError("bad_data", `${what} is not supported by the demo`);
}
