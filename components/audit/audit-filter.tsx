"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { auditHref, spans } from "./audit-search";
import { auditVerbs } from "./words";

const field = "h-8 w-full min-w-0 rounded-s border border-line-field bg-surface px-2.5 text-[13px] text-text placeholder:text-faint";
const label = "flex min-w-0 flex-col gap-1 text-xs text-muted";

/**
 * Narrows the audit log; the choice is in the address. An ordinary form, so it works before any
 * script has come.
 */
export function AuditFilterForm({ fields, clusters }: { readonly fields: Readonly<Record<string, string>>; readonly clusters: readonly { readonly id: string; readonly title: string }[] }) {
  const router = useRouter();
  const text = (name: string, words: string, placeholder: string) => (
    <label className={label}>
      {words}
      <input name={name} defaultValue={fields[name] ?? ""} placeholder={placeholder} data-filter={name === "person" ? "" : undefined} autoComplete="off" autoCapitalize="off" spellCheck={false} maxLength={253} className={field} />
    </label>
  );
  const choice = (name: string, words: string, all: string, options: readonly (readonly [string, string])[]) => (
    <label className={label}>
      {words}
      <select name={name} defaultValue={fields[name] ?? ""} className={field}>
        <option value="">{all}</option>
        {options.map(([value, title]) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form
      role="search"
      aria-label="Narrow the changes"
      action="/audit"
      // A new address fills the fields anew.
      key={JSON.stringify(fields)}
      onSubmit={(event) => {
        event.preventDefault();
        const filled = [...new FormData(event.currentTarget)].flatMap(([name, value]) => (typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : []));
        router.push(auditHref(Object.fromEntries(filled) as Record<string, string>), { scroll: false });
      }}
      className="flex flex-col gap-2.5"
    >
      <div className="grid grid-cols-2 gap-2.5 sm:grid-cols-4 xl:grid-cols-9">
        {text("person", "Person", "anybody")}
        {choice("verb", "What", "anything", auditVerbs)}
        {choice("cluster", "Cluster", "all", clusters.map(({ id, title }) => [id, title] as const))}
        {text("resource", "Kind", "deployments")}
        {text("namespace", "Namespace", "all")}
        {text("name", "Object", "all")}
        {choice("within", "When", "at any time", Object.entries(spans).map(([value, { words }]) => [value, words] as const))}
        <label className={label}>
          From day (UTC)
          <input type="date" name="since" defaultValue={fields["since"] ?? ""} className={field} />
        </label>
        <label className={label}>
          To day (UTC)
          <input type="date" name="until" defaultValue={fields["until"] ?? ""} className={field} />
        </label>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="flex items-center gap-2 text-[13px]">
          <input type="checkbox" name="failed" value="true" defaultChecked={fields["failed"] === "true"} className="size-4 accent-(--focus)" />
          Only what failed or has no outcome
        </label>
        <span className="flex gap-2">
          <Button type="submit">Show</Button>
          {Object.keys(fields).length === 0 ? null : <Button onClick={() => router.push("/audit", { scroll: false })}>Show all</Button>}
        </span>
      </div>
    </form>
  );
}
