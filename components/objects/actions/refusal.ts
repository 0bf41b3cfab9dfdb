import type { Exchanged } from "@/components/live";

/** One field of an object that Kubernetes says something about. */
export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

/** Why a change was refused, for a person. */
export interface Refusal {
  /** In which way, for code that goes on differently. */
  readonly kind: "changed" | "exists" | "conflict" | "forbidden" | "denied" | "invalid" | "budget" | "gone" | "busy" | "castor" | "trouble";
  /** What it means, in a sentence. */
  readonly sentence: string;
  /** Single reasons, where there are several. */
  readonly details: readonly string[];
  /** Kubernetes' own words, where the sentence is not made of them. */
  readonly said?: string;
  readonly causes: readonly Cause[];
  /** How long to wait before trying again, in seconds, where it says so. */
  readonly retryAfter?: number;
}

interface Status {
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly details?: { readonly causes?: unknown; readonly retryAfterSeconds?: unknown } | null;
  readonly error?: { readonly code?: unknown; readonly message?: unknown } | null;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

function causesOf(status: Status): readonly Cause[] {
  const found = status.details?.causes;
  if (!Array.isArray(found)) return [];
  return (found as unknown[]).map((one) => {
    const { reason, message, field } = (one ?? {}) as Partial<Record<keyof Cause, unknown>>;
    return { reason: text(reason), message: text(message), field: text(field) };
  });
}

const ended = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

type Words = Pick<Refusal, "kind" | "sentence"> & Partial<Pick<Refusal, "details">>;

/** Kubernetes' 403 is told apart by its words alone: rights, admission, Pod Security and quotas all answer so. */
const denials: readonly (readonly [RegExp, (match: RegExpMatchArray) => Words])[] = [
  [
    /cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")?(?: in the namespace "([^"]+)")?/,
    ([, verb = "", resource = "", group = "", namespace]) => ({
      kind: "forbidden",
      sentence: `You lack the right “${verb} ${resource.split("/")[0] ?? ""}${group === "" ? "" : `.${group}`}${resource.includes("/") ? `/${resource.split("/")[1] ?? ""}` : ""} ${namespace === undefined ? "in the whole cluster" : `in ${namespace}`}”.`,
    }),
  ],
  [
    /violates PodSecurity "([^"]+)": ([\s\S]*)$/,
    ([, level = "", why = ""]) => ({
      kind: "denied",
      sentence: `The namespace's Pod Security level “${level.split(":")[0] ?? ""}” does not allow this pod.`,
      details: why.split(/, (?=\w[^()]*(?: \(|$))/).map(ended),
    }),
  ],
  [
    /exceeded quota: ([^,]+), requested: (.+?), used: (.+?), limited: ([\s\S]+)$/,
    ([, quota = "", requested = "", used = "", limited = ""]) => ({
      kind: "denied",
      sentence: `The quota ${quota} of the namespace would be exceeded: ${requested} more, with ${used} used of ${limited}.`,
    }),
  ],
];

const webhook = /admission webhook "([^"]+)" denied the request(?: without explanation)?:?\s*([\s\S]*)$/;

/** A webhook's words; Gatekeeper begins each reason with its constraint in brackets. */
function denied(message: string): Words | undefined {
  const found = webhook.exec(message);
  if (found === null) return undefined;
  const [, name = "", why = ""] = found;
  const details = why.split(/\n+/).map((line) => line.trim()).filter((line) => line !== "");
  const policy = details.map((line) => /^\[([^\]]+)\]\s*(.*)$/.exec(line)).map((match, index) => (match === null ? (details[index] ?? "") : `Policy ${match[1] ?? ""}: ${match[2] ?? ""}`));
  return { kind: "denied", sentence: `The cluster's admission check ${name} refuses this${details.length === 0 ? ", without saying why" : ""}.`, details: policy.map(ended) };
}

function words(httpStatus: number, reason: string, message: string, causes: readonly Cause[]): Words {
  const admission = denied(message);
  if (admission !== undefined) return admission;
  if (causes.some((cause) => cause.reason === "DisruptionBudget")) {
    return { kind: "budget", sentence: "A disruption budget does not allow this now.", details: causes.filter((cause) => cause.reason === "DisruptionBudget").map((cause) => ended(cause.message)) };
  }
  if (causes.some((cause) => cause.reason === "FieldManagerConflict")) return { kind: "conflict", sentence: "Somebody else looks after fields that you changed." };
  if (httpStatus === 403) {
    for (const [pattern, make] of denials) {
      const match = message.match(pattern);
      if (match !== null) return make(match);
    }
    return { kind: "forbidden", sentence: "Kubernetes does not allow you this." };
  }
  if (reason === "AlreadyExists") return { kind: "exists", sentence: "There is an object of this name already." };
  if (httpStatus === 409) return { kind: "changed", sentence: "It was changed meanwhile, or is another object of the same name by now: look at it again." };
  if (httpStatus === 404) return { kind: "gone", sentence: "It is not there (any more)." };
  if (httpStatus === 422 || httpStatus === 400) {
    return { kind: "invalid", sentence: "Kubernetes does not take it like this.", details: causes.filter((cause) => cause.field !== "").map((cause) => ended(`${cause.field}: ${cause.message}`)) };
  }
  if (httpStatus === 429) return { kind: "busy", sentence: "Kubernetes asks to wait before trying again." };
  if (httpStatus === 401) return { kind: "castor", sentence: "You are signed out, or the cluster does not accept your sign-in any more: sign in again." };
  return { kind: "trouble", sentence: `Kubernetes could not do it: it answers with error ${httpStatus}.` };
}

/** Reads a refusal out of an answer; undefined where it is none. Castor's own refusals are told as they are. */
export function refusalOf({ status: httpStatus, body }: Pick<Exchanged, "status" | "body">): Refusal | undefined {
  if (httpStatus >= 200 && httpStatus < 300) return undefined;
  const status = (typeof body === "object" && body !== null ? body : {}) as Status;
  const own = text(status.error?.message);
  if (own !== "") return { kind: "castor", sentence: own, details: [], causes: [] };
  const said = text(status.message);
  const causes = causesOf(status);
  const retry = status.details?.retryAfterSeconds;
  const { kind, sentence, details = [] } = words(httpStatus, text(status.reason), said, causes);
  return { kind, sentence, details, causes, ...(said === "" ? {} : { said }), ...(typeof retry === "number" && retry > 0 ? { retryAfter: retry } : {}) };
}
