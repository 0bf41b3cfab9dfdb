import type { AuditEntry } from "@/lib/model";

const columns: readonly (readonly [title: string, value: (entry: AuditEntry) => string | number | boolean | undefined])[] = [
  ["time", ({ at }) => new Date(at).toISOString()],
  ["person", ({ person }) => person.name],
  ["username", ({ person }) => person.username],
  ["person id", ({ person }) => person.id],
  ["from", ({ from }) => from],
  ["cluster", ({ cluster }) => cluster],
  ["verb", ({ verb }) => verb],
  ["group", ({ group }) => group],
  ["version", ({ version }) => version],
  ["resource", ({ resource }) => resource],
  ["subresource", ({ subresource }) => subresource],
  ["namespace", ({ namespace }) => namespace],
  ["name", ({ name }) => name],
  ["dry run", ({ dryRun }) => dryRun],
  ["status", ({ status }) => (status === 0 ? undefined : status)],
  ["message", ({ message }) => message],
  ["before", ({ before }) => before],
  ["after", ({ after }) => after],
  ["entry", ({ id }) => id],
];

/** A cell that no spreadsheet takes for a formula, whatever somebody called an object. */
export function csvCell(value: string | number | boolean | undefined): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  const safe = /^[\s\u0000]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""').replace(/[\r\n]+/g, " ")}"`;
}

/** The entries as comma-separated values (RFC 4180), with a line of titles. */
export async function* auditCsv(pages: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  yield `${columns.map(([title]) => title).join(",")}\r\n`;
  for await (const page of pages) yield page.map((entry) => `${columns.map(([, value]) => csvCell(value(entry))).join(",")}\r\n`).join("");
}
