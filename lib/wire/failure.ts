import { CastorError, type ProblemCode } from "@/lib/model/problem";

const sentences: Readonly<Record<number, readonly [ProblemCode, (name: string) => string]>> = {
  401: ["unauthorized", (name) => `${name} does not accept Castor's credentials.`],
  403: ["forbidden", (name) => `${name} does not allow this.`],
  404: ["not-found", (name) => `${name} has no such thing.`],
  409: ["conflict", (name) => `${name} was changed by somebody else in the meantime.`],
  413: ["too-large", (name) => `${name} says that the question is too large.`],
};

/** The error for an answer that is not a 2xx. `excerpt` is the start of its body, already without secrets. */
export function refusal(name: string, status: number, question: string, excerpt: string): CastorError {
  const detail = `HTTP ${status} to ${question}${excerpt === "" ? "" : `: ${excerpt}`}`;
  const known = sentences[status];
  if (known !== undefined) return new CastorError(known[0], known[1](name), { detail });
  if (status >= 500) return new CastorError("unreachable", `${name} is in trouble: it answers with error ${status}.`, { detail });
  if (status >= 400) return new CastorError("invalid", `${name} refused the question.`, { detail });
  return new CastorError("unexpected-shape", `${name} points elsewhere instead of answering; is its URL right?`, { detail });
}

/** The HTTP status behind an error of the wire, where there was an answer at all. */
export function answeredWith(error: CastorError): number | undefined {
  const status = /^HTTP (\d{3}) /.exec(error.detail ?? "")?.[1];
  return status === undefined ? undefined : Number(status);
}

/** What an upstream wrote with a refusal, as far as the wire kept it (without secrets, at most 300 characters); for upstreams whose own sentences help people. */
export function refusedWith(error: CastorError): string | undefined {
  return /^HTTP \d{3} to \S+ \S+: (.+)$/.exec(error.detail ?? "")?.[1];
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "its host name is not known",
  EAI_AGAIN: "its host name cannot be looked up",
  EHOSTUNREACH: "there is no way to its host",
  ENETUNREACH: "there is no way to its network",
  ECONNRESET: "the connection broke",
  EPIPE: "the connection broke",
  UND_ERR_SOCKET: "the connection broke",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host",
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is not trusted",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is not trusted",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate is not trusted",
  EPROTO: "it does not speak TLS as it should; is its URL's https right?",
};

/** The code of a system or undici error, looked for in its causes too. */
export function systemCode(error: unknown): string {
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 4; depth += 1) {
    const { code, errors, cause } = at as { code?: unknown; errors?: unknown; cause?: unknown };
    if (typeof code === "string") return code;
    at = Array.isArray(errors) ? errors[0] : cause;
  }
  return "";
}

/** The error for a question that got no answer. */
export function breakdown(name: string, question: string, error: unknown): CastorError {
  const code = systemCode(error);
  const detail = `${code || (error instanceof Error ? error.name : "unknown failure")} on ${question}`;
  if (/TIMEOUT/i.test(code)) return new CastorError("timeout", `${name} does not answer in time.`, { detail });
  const reason = reasons[code];
  return new CastorError("unreachable", `${name} cannot be reached${reason === undefined ? "" : `: ${reason}`}.`, { detail });
}
