import Link from "next/link";
import { ChevronLeft, ChevronRight, Download } from "lucide-react";
import { buttonLook } from "@/components/ui/button";
import { auditQuery, type AuditEntry, type Cluster } from "@/lib/model";
import { AuditFilterForm } from "./audit-filter";
import { auditHref, pageSize, type AuditSearch } from "./audit-search";
import { EntryRows } from "./entry-rows";

export interface AuditPageProps {
  readonly search: AuditSearch;
  readonly clusters: readonly Pick<Cluster, "id" | "title">[];
  readonly entries: readonly AuditEntry[];
  /** Why nothing could be found, in a sentence. */
  readonly problem?: string;
}

/** Everything that people changed through Castor: found by person, object and time, and taken away as a file. */
export function AuditPage({ search, clusters, entries, problem }: AuditPageProps) {
  const { fields, filter } = search;
  const { after, ...first } = fields;
  const oldest = entries.length === pageSize ? entries.at(-1)?.id : undefined;
  return (
    <div className="flex flex-col gap-5">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="flex flex-col gap-1">
          <h1 className="text-[22px] leading-7 font-semibold tracking-tight">Audit</h1>
          <p className="text-muted">Every change that people made or tried through Castor, newest first.</p>
        </div>
        <div className="flex gap-2">
          <Export format="csv" query={auditQuery(filter)} />
          <Export format="json" query={auditQuery(filter)} />
        </div>
      </header>
      <AuditFilterForm fields={first} clusters={clusters} />
      {problem === undefined ? <Found entries={entries} clusters={clusters} filtered={Object.keys(first).length > 0} /> : <p className="rounded-m border border-line bg-surface px-4 py-3">{problem}</p>}
      <nav aria-label="Pages of changes" className="flex flex-wrap gap-2 empty:hidden">
        {after === undefined ? null : (
          <Link href={auditHref(first)} prefetch={false} className={buttonLook}>
            <ChevronLeft aria-hidden="true" width={16} height={16} />
            Newest
          </Link>
        )}
        {oldest === undefined ? null : (
          <Link href={auditHref({ ...first, after: oldest })} prefetch={false} className={buttonLook}>
            Older
            <ChevronRight aria-hidden="true" width={16} height={16} />
          </Link>
        )}
      </nav>
    </div>
  );
}

function Found({ entries, clusters, filtered }: Pick<AuditPageProps, "entries" | "clusters"> & { readonly filtered: boolean }) {
  if (entries.length > 0) return <EntryRows entries={entries} clusters={Object.fromEntries(clusters.map(({ id, title }) => [id, title]))} />;
  return (
    <p className="rounded-m border border-line bg-surface px-4 py-3 text-muted">
      {filtered ? "Nothing matches. Narrow less, or look further back." : "Nobody has changed anything through Castor yet."}
    </p>
  );
}

/** A file of all that match, not only of this page. */
function Export({ format, query }: { readonly format: "csv" | "json"; readonly query: string }) {
  return (
    <a href={`/api/audit?${query === "" ? "" : `${query}&`}format=${format}`} download className={buttonLook}>
      <Download aria-hidden="true" width={15} height={15} />
      <span className="sr-only">Export as </span>
      {format.toUpperCase()}
    </a>
  );
}
