import Link from "next/link";
import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import { objectHref, type AuditEntry } from "@/lib/model";
import { deed, kindWords, outcome } from "./words";

const cell = "py-2 pr-4 last:pr-0 align-baseline max-md:block max-md:py-0 max-md:pr-0";

/** Entries of the audit log, one row each. Without `clusters` they are all about one object, which is not repeated. */
export function EntryRows({ entries, clusters }: { readonly entries: readonly AuditEntry[]; readonly clusters?: Readonly<Record<string, string>> }) {
  const titles = ["When", "Who", "What", ...(clusters === undefined ? [] : ["Object"]), "Outcome", "Version"];
  return (
    <div className="overflow-x-auto rounded-m border border-line bg-surface px-4 py-1" role="region" aria-label="Changes" tabIndex={0}>
      <table className="w-full border-collapse text-[13px] max-md:block">
        <thead className="text-left text-muted max-md:sr-only">
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col" className={`py-2 pr-4 font-medium whitespace-nowrap last:pr-0 ${title === "Outcome" ? "w-full" : ""}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} clusters={clusters} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ entry, clusters }: { readonly entry: AuditEntry; readonly clusters: Readonly<Record<string, string>> | undefined }) {
  const { at, person, from, message } = entry;
  const { state, word } = outcome(entry);
  return (
    <tr className="border-t border-line max-md:grid max-md:grid-cols-[1fr_auto] max-md:gap-x-4 max-md:gap-y-0.5 max-md:py-2.5 max-md:first:border-t-0">
      <td className={`${cell} text-muted max-md:col-start-2 max-md:row-start-1 max-md:text-right`}>
        <Ago at={at} every={10_000} />
      </td>
      <td className={`${cell} max-md:col-start-1 max-md:row-start-1`}>
        <span className="font-medium md:whitespace-nowrap">{person.username}</span>
        <span className="block text-xs text-muted md:whitespace-nowrap">
          {person.name === person.username ? "" : person.name}
          {from === "" ? "" : `${person.name === person.username ? "" : " · "}from ${from}`}
        </span>
      </td>
      <td className={`${cell} max-md:col-span-2 md:whitespace-nowrap`}>
        {deed(entry)}
      </td>
      {clusters === undefined ? null : (
        <td className={`${cell} max-md:col-span-2`}>
          <ObjectLink entry={entry} known={Object.hasOwn(clusters, entry.cluster)} />
          <span className="block text-xs text-muted max-md:wrap-anywhere md:whitespace-nowrap">
            {kindWords(entry)} of {Object.hasOwn(clusters, entry.cluster) ? clusters[entry.cluster] : entry.cluster}
          </span>
        </td>
      )}
      <td className={`${cell} max-md:col-span-2`}>
        <StateMark state={state}>{word}</StateMark>
        {message !== undefined ? <span className="block wrap-anywhere text-muted md:min-w-64">{message}</span> : null}
      </td>
      <td className={`${cell} whitespace-nowrap text-muted tabular-nums max-md:col-span-2 max-md:text-xs ${entry.before === undefined && entry.after === undefined ? "max-md:hidden" : ""}`}>
        <Versions entry={entry} />
      </td>
    </tr>
  );
}

function ObjectLink({ entry, known }: { readonly entry: AuditEntry; readonly known: boolean }) {
  const { cluster, group, version, resource, namespace, name } = entry;
  if (name === undefined) return <span className="font-medium">{entry.verb === "deletecollection" ? "Many at once" : "Not named"}</span>;
  if (version === undefined || !known) return <span className="font-medium wrap-anywhere">{name}</span>;
  const inNamespace = namespace === undefined || (group === "" && resource === "namespaces") ? {} : { namespace };
  return (
    <Link href={objectHref(cluster, { group, version, resource, name, ...inNamespace })} prefetch={false} className="font-medium wrap-anywhere hover:underline">
      {name}
    </Link>
  );
}

function Versions({ entry: { before, after } }: { readonly entry: AuditEntry }) {
  if (before === undefined && after === undefined) return <span aria-label="no version">–</span>;
  return (
    <>
      <span className="sr-only">from </span>
      {before ?? "–"}
      <span aria-hidden="true"> → </span>
      <span className="sr-only"> to </span>
      {after ?? "–"}
    </>
  );
}
