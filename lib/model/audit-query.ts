import type { AuditFilter } from "./audit";
import { CastorError } from "./problem";

const texts = ["cluster", "person", "verb", "group", "resource", "namespace", "name"] as const;
const times = ["since", "until"] as const;

/**
 * Reads a filter of the audit log from an address, as the page and the route have it. An empty text
 * stands for "not chosen", but for the group, where it is the core group. Throws `invalid`.
 */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
  const found: Record<string, string | number | boolean> = {};
  for (const name of texts) {
    const value = query.get(name)?.trim();
    if (value === undefined || (value === "" && name !== "group")) continue;
    if (value.length > 253 || /[\u0000-\u001f\u007f]/.test(value)) throw new CastorError("invalid", `The filter “${name}” is not a name.`);
    found[name] = value;
  }
  for (const name of times) {
    const value = query.get(name);
    if (value === null || value === "") continue;
    // The last day counts whole.
    const day = name === "until" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? 86_400_000 : 0;
    const at = day + (/^\d{1,15}$/.test(value) ? Number(value) : Date.parse(value));
    if (Number.isNaN(at) || at > 8.64e15) throw new CastorError("invalid", `The filter “${name}” is not a time.`);
    found[name] = at;
  }
  if (query.get("failed") === "true") found["failed"] = true;
  const [limit, after] = [query.get("limit"), query.get("after")];
  if (limit !== null && /^\d{1,3}$/.test(limit) && Number(limit) > 0) found["limit"] = Number(limit);
  if (after !== null && after !== "") {
    if (!/^\d{1,18}$/.test(after)) throw new CastorError("invalid", "That is no entry of the audit log.");
    found["after"] = after;
  }
  return found;
}

/** The filter as an address has it, without `?`; empty for none. */
export function auditQuery(filter: AuditFilter): string {
  return new URLSearchParams(Object.entries(filter as Readonly<Record<string, string | number | boolean | undefined>>).flatMap(([name, value]) => (value === undefined || value === false ? [] : [[name, String(value)]]))).toString();
}
