import { readAuditFilter, type AuditFilter } from "@/lib/model";

/** Entries a page. */
export const pageSize = 100;

/** The spans that can be chosen, by their spelling in the address, in ms. */
export const spans: Readonly<Record<string, { readonly words: string; readonly ms: number }>> = {
  "1h": { words: "the last hour", ms: 3_600_000 },
  "24h": { words: "the last 24 hours", ms: 86_400_000 },
  "7d": { words: "the last 7 days", ms: 604_800_000 },
  "30d": { words: "the last 30 days", ms: 2_592_000_000 },
};

/** What the page's address asks: its fields as they stand there, and the filter they mean now. Throws `invalid`. */
export interface AuditSearch {
  readonly fields: Readonly<Record<string, string>>;
  readonly filter: AuditFilter;
}

const names = ["cluster", "person", "verb", "group", "resource", "namespace", "name", "failed", "within", "since", "until", "after"];

export function auditSearch(search: Readonly<Record<string, string | readonly string[] | undefined>>, now: number): AuditSearch {
  const fields = Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return typeof value === "string" && value.trim() !== "" ? [[name, value.trim().slice(0, 253)]] : [];
    }),
  );
  const query = new URLSearchParams(fields);
  const within = fields["within"] ?? "";
  const span = Object.hasOwn(spans, within) ? spans[within] : undefined;
  if (span !== undefined) query.set("since", String(now - span.ms));
  return { fields, filter: readAuditFilter(query) };
}

/** The page's address with these fields. */
export function auditHref(fields: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(fields).toString();
  return query === "" ? "/audit" : `/audit?${query}`;
}
