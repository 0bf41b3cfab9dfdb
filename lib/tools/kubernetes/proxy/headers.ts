import type { IncomingHttpHeaders } from "node:http";
import { CastorError } from "@/lib/model";

/** The forms of answers that may be asked for: JSON, and Kubernetes' own reductions of it. */
const media = [
  "application/json",
  "application/json;stream=watch",
  "application/json;as=Table;v=v1;g=meta.k8s.io",
  "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io",
  "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io",
  "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList",
  "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList",
];
const spelled = (type: string) => {
  const [first = "", ...parameters] = type.split(";").map((part) => part.trim());
  return [first.toLowerCase(), ...parameters.filter((part) => !/^q=/i.test(part)).sort()].join(";");
};
const known = new Map(media.map((type) => [spelled(type), type]));

/** Kubernetes' Table of rows without the objects themselves. */
export const tableOnly = "application/json;as=Table;v=v1;g=meta.k8s.io";

/** What of the client's Accept is passed on, in Castor's own spelling; JSON where that is nothing. */
export function acceptOf(header: string | undefined): string {
  const found = (header ?? "").slice(0, 1_000).split(",").flatMap((type) => known.get(spelled(type)) ?? []);
  return found.length === 0 ? "application/json" : [...new Set(found)].join(", ");
}

const patches = ["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"];

/** The form of a request's body, in Castor's own spelling; throws `invalid` for one that is not passed on. */
export function contentTypeOf(method: string, header: string | undefined): string {
  const type = (header ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (method === "PATCH" ? patches.includes(type) : type === "application/json" || type === "") return type === "" ? "application/json" : type;
  throw new CastorError("invalid", `A ${method} is not sent in this form.`, { detail: `content-type ${JSON.stringify(type.slice(0, 80))}` });
}

const printable = /^[\x20-\x7e]{1,2000}$/;

/** The few of the answer's headers that are passed on. Everything else, cookies first of all, stays behind. */
export function answerHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = { "cache-control": "no-store" };
  // undici tells repeated headers as lists; node's types do not know of it for all of them.
  const warnings = [(headers as Record<string, string | string[] | undefined>)["warning"] ?? []].flat().filter((text) => printable.test(text));
  if (warnings.length > 0) found["warning"] = warnings.slice(0, 20);
  const later = headers["retry-after"];
  if (typeof later === "string" && /^\d{1,6}$/.test(later)) found["retry-after"] = later;
  return found;
}

/**
 * The type under which an answer is passed on, by what was asked: JSON, or a log's plain text.
 * Undefined where the upstream sends anything else: a web page would be Castor's own to the browser.
 */
export function answerType(headers: IncomingHttpHeaders, log: boolean): string | undefined {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") return undefined;
  if (type === "application/json") return "application/json";
  return log ? "text/plain; charset=utf-8" : undefined;
}
