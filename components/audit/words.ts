import type { State } from "@/components/ui/state";
import type { AuditEntry } from "@/lib/model";

const verbs = new Map(Object.entries({ create: "Create", update: "Replace", patch: "Change", delete: "Delete", deletecollection: "Delete many", reveal: "See a value", acknowledge: "Acknowledge", release: "Give back" }));
const subresources = new Map(Object.entries({ scale: "Scale", eviction: "Evict", status: "Change the status", resize: "Resize" }));

/** The verbs by which entries can be found, with their words. */
export const auditVerbs = [...verbs];

/** What somebody wanted, in a person's words; the outcome says whether it was done. */
export function deed({ verb, subresource }: Pick<AuditEntry, "verb" | "subresource">): string {
  if (verb === "reveal") return subresource === undefined ? "See a value" : `See the value of ${subresource}`;
  if (subresource === undefined) return verbs.get(verb) ?? verb;
  return subresources.get(subresource) ?? `${verbs.get(verb) ?? verb} ${subresource}`;
}

const refusals: Readonly<Record<number, string>> = { 400: "Not understood", 401: "Not signed in", 403: "Not allowed", 404: "Not there", 409: "In conflict", 413: "Too large", 422: "Not valid", 429: "Too many at once", 504: "No answer in time" };

/** How it went, as a state and a word. */
export function outcome({ status, dryRun }: Pick<AuditEntry, "status" | "dryRun">): { readonly state: State; readonly word: string } {
  if (status === 0) return { state: "stale", word: "Not known" };
  if (status < 400) return dryRun ? { state: "info", word: "Only tried (dry run)" } : { state: "ok", word: "Done" };
  return { state: status >= 500 ? "crit" : "warn", word: refusals[status] ?? (status >= 500 ? "Failed" : "Refused") };
}

/** Where in the cluster: "deployments.apps in p47". */
export function kindWords({ resource, group, namespace }: Pick<AuditEntry, "resource" | "group" | "namespace">): string {
  const kind = group === "" ? resource : `${resource}.${group}`;
  return namespace === undefined || resource === "namespaces" ? kind : `${kind} in ${namespace}`;
}
