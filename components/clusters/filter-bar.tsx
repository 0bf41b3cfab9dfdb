"use client";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import type { PageArgs } from "./page-args";

const fields = {
  namespace: { label: "Namespace", placeholder: "all you may see" },
  statefulset: { label: "StatefulSet", placeholder: "all" },
} as const;

/**
 * Narrows the panels and events of a cluster; the choice is in the address. An ordinary form, so it
 * works before any script has come. `asked` names the arguments that some panel takes.
 */
export function FilterBar({ cluster, args, asked }: { readonly cluster: string; readonly args: PageArgs; readonly asked: readonly (keyof PageArgs)[] }) {
  const router = useRouter();
  const path = `/clusters/${cluster}`;
  return (
    <form
      role="search"
      aria-label="Narrow what is shown"
      action={path}
      // A new address fills the fields anew.
      key={JSON.stringify(args)}
      onSubmit={(event) => {
        event.preventDefault();
        const filled = [...new FormData(event.currentTarget)].flatMap(([name, value]) => (typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : []));
        const query = new URLSearchParams(filled).toString();
        router.push(query === "" ? path : `${path}?${query}`, { scroll: false });
      }}
      className="flex flex-wrap items-end gap-2"
    >
      {asked.map((name, index) => (
        <label key={name} className="flex flex-col gap-1 text-xs text-muted max-sm:w-full">
          {fields[name].label}
          <input
            name={name}
            defaultValue={args[name] ?? ""}
            placeholder={fields[name].placeholder}
            data-filter={index === 0 ? "" : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={253}
            className="h-8 w-52 rounded-s border border-line-field bg-surface px-2.5 text-[13px] text-text placeholder:text-faint max-sm:w-full"
          />
        </label>
      ))}
      <Button type="submit">Show</Button>
      {Object.keys(args).length === 0 ? null : <Button onClick={() => router.push(path, { scroll: false })}>Show all</Button>}
    </form>
  );
}
