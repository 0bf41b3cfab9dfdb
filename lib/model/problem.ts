/**
 * The one vocabulary of what can go wrong. It is closed: HTTP status, log level
 * and the words a person reads are all derived from the code.
 */
export const problemCodes = [
  "unreachable",
  "timeout",
  "unauthorized",
  "forbidden",
  "not-found",
  "conflict",
  "invalid",
  "too-large",
  "unexpected-shape",
  "internal",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** What a person is told: safe for the browser, never an upstream body, a stack or a secret. */
export interface Problem {
  readonly code: ProblemCode;
  /** One sentence, ending in a full stop. */
  readonly message: string;
}

/** Marks a {@link CastorError} across module copies, where `instanceof` does not hold. */
const tag = "castor.error";

/**
 * The one error type. `message` is the sentence for the person; `detail` is for the
 * log only and loses nothing, except secrets, which never enter it.
 */
export class CastorError extends Error {
  readonly tag = tag;
  readonly code: ProblemCode;
  readonly detail: string | undefined;

  constructor(code: ProblemCode, message: string, options: { detail?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "CastorError";
    this.code = code;
    this.detail = options.detail;
  }
}

/** Whether a thrown value is Castor's own error, whichever copy of this module made it. */
export function isCastorError(error: unknown): error is CastorError {
  return typeof error === "object" && error !== null && (error as { tag?: unknown }).tag === tag;
}

/** The part of any thrown value that may be shown to a person. */
export function problemOf(error: unknown): Problem {
  if (isCastorError(error)) return { code: error.code, message: error.message };
  return { code: "internal", message: "Something went wrong inside Castor; the log has the details." };
}

const statuses: Record<ProblemCode, number> = {
  unreachable: 502,
  timeout: 504,
  unauthorized: 401,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  invalid: 400,
  "too-large": 413,
  "unexpected-shape": 502,
  internal: 500,
};

/** The HTTP status with which a problem of this code is answered. */
export function httpStatus(code: ProblemCode): number {
  return statuses[code];
}

/** How loudly a problem of this code is logged: people's mistakes are not Castor's errors. */
export function logLevel(code: ProblemCode): "info" | "warn" | "error" {
  if (code === "internal") return "error";
  return statuses[code] >= 500 ? "warn" : "info";
}
