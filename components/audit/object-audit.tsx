"use client";
import { useEffect, useState } from "react";
import { request } from "@/components/live";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { auditQuery, problemOf, type AuditEntry, type ObjectRef, type Problem } from "@/lib/model";
import { EntryRows } from "./entry-rows";

const pageSize = 50;

/** What people changed of one object through Castor, newest first, for everybody who may read the object. */
export function ObjectAudit({ cluster, refData }: { readonly cluster: string; readonly refData: ObjectRef }) {
  const { group, resource, namespace, name } = refData;
  const filter = auditQuery({ cluster, group, resource, name, ...(namespace === undefined ? {} : { namespace }), limit: pageSize });
  // Another object begins anew.
  return <Entries key={filter} path={`/api/audit?${filter}`} />;
}

interface Shown {
  readonly entries: readonly AuditEntry[];
  readonly more: boolean;
}

function Entries({ path }: { readonly path: string }) {
  const [shown, setShown] = useState<Shown>();
  const [problem, setProblem] = useState<Problem>();
  /** The entry behind which the next page begins; asked for when it changes. */
  const [after, setAfter] = useState("");
  useEffect(() => {
    const control = new AbortController();
    const asked = after === "" ? path : `${path}&after=${after}`;
    request<{ entries: readonly AuditEntry[] }>(asked, { signal: control.signal }).then(
      ({ entries }) => {
        setProblem(undefined);
        setShown((before) => ({ entries: after === "" ? entries : [...(before?.entries ?? []), ...entries], more: entries.length === pageSize }));
      },
      (error: unknown) => {
        if (!control.signal.aborted) setProblem(problemOf(error));
      },
    );
    return () => control.abort();
  }, [path, after]);

  if (shown === undefined) return problem === undefined ? <Skeleton className="h-24 w-full" label="Waiting for the changes" /> : <ProblemNote problem={problem} />;
  if (shown.entries.length === 0) return <p className="text-muted">Nobody has changed this object through Castor. What was changed by other ways is not known here.</p>;
  return (
    <section aria-label="What people changed" className="flex flex-col items-start gap-3">
      <div className="w-full">
        <EntryRows entries={shown.entries} />
      </div>
      {problem === undefined ? null : <ProblemNote problem={problem} />}
      {shown.more ? <Button onClick={() => setAfter(shown.entries.at(-1)?.id ?? "")}>Older</Button> : null}
    </section>
  );
}
