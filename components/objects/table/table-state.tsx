"use client";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import type { Cluster, Problem } from "@/lib/model";
import { NameNamespaces } from "./name-namespaces";
import type { TableView } from "./table-view";

const widths = ["w-3/5", "w-2/5", "w-1/2", "w-3/5", "w-1/3", "w-2/5", "w-1/2", "w-3/5", "w-2/5", "w-1/3"];

/** The shape of rows that are on their way. */
export function WaitingRows({ what }: { readonly what: string }) {
  return (
    <div className="flex flex-col" aria-busy="true">
      {widths.map((width, index) => (
        <div key={index} className="grid h-9 grid-cols-[16px_3fr_1fr_1fr_1fr] items-center gap-5 border-t border-line px-3 first:border-t-0 max-sm:grid-cols-[16px_3fr_1fr]">
          <Skeleton className="size-4" {...(index === 0 ? { label: `Waiting for ${what}` } : {})} />
          <Skeleton className={`h-3.5 ${width}`} />
          <Skeleton className="h-3.5 w-3/5" />
          <Skeleton className="h-3.5 w-2/5 max-sm:hidden" />
          <Skeleton className="h-3.5 w-2/5 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}

/** Stands where rows would when the question was refused or could not be answered. */
export function FailedTable({ problem, cluster, namespaced, onView }: { readonly problem: Problem; readonly cluster: Cluster; readonly namespaced: boolean; readonly onView: (patch: Partial<TableView>) => void }) {
  if (problem.code === "forbidden" && namespaced) {
    return <NameNamespaces cluster={cluster.id} title={cluster.title} message={problem.message} onNamed={(namespaces) => onView({ namespaces })} />;
  }
  return (
    <div className="p-4 sm:p-5">
      <ProblemNote problem={problem} />
    </div>
  );
}

/** Says why there is no row, and offers to ask for more. */
export function EmptyTable({ what, total, view, cluster, onView }: { readonly what: string; readonly total: number; readonly view: TableView; readonly cluster: Cluster; readonly onView: (patch: Partial<TableView>) => void }) {
  const { labels, fields, namespaces, text } = view;
  const where = namespaces.length === 0 ? `in ${cluster.title}` : namespaces.length === 1 ? `in ${namespaces[0] ?? ""}` : "in these namespaces";
  const selected = [labels, fields].filter((selector) => selector !== "").join(" and ");
  const sentence =
    total > 0
      ? `None of the ${total.toLocaleString("en")} ${what} has “${text.trim()}” in it.`
      : selected === ""
        ? `There are no ${what} ${where}${namespaces.length === 0 ? " that you may see" : ""}.`
        : `No ${what} ${where} match ${selected}.`;
  return (
    <div className="flex flex-wrap items-center gap-3 p-4 text-muted sm:p-5">
      <p className="w-full text-text">{sentence}</p>
      {total > 0 ? <Button onClick={() => onView({ text: "" })}>Clear the filter</Button> : null}
      {total === 0 && selected !== "" ? <Button onClick={() => onView({ labels: "", fields: "" })}>Clear the selectors</Button> : null}
      {total === 0 && namespaces.length > 0 ? <Button onClick={() => onView({ namespaces: [] })}>Look in all namespaces</Button> : null}
    </div>
  );
}
