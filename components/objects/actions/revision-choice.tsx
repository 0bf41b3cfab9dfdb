"use client";
import { useEffect, useId, useState } from "react";
import { Ago } from "@/components/ui/ago";
import { Skeleton } from "@/components/ui/skeleton";
import type { Revision } from "@/lib/model/object-report";
import type { Target } from "./action";
import { Difference } from "./difference";
import { rollBack } from "./declarations/roll-back";
import { gather, isRefusal } from "./perform";
import type { Refusal } from "./refusal";
import { RefusalNote } from "./refusal-note";

interface Props {
  readonly cluster: string;
  readonly target: Target;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The earlier states of a workload to choose from, and what choosing one would change. */
export function RevisionChoice({ cluster, target, value, onChange }: Props) {
  const [found, setFound] = useState<readonly Revision[] | Refusal>();
  const name = useId();
  useEffect(() => {
    const control = new AbortController();
    void gather(cluster, rollBack, target, 0, control.signal).then((material) => {
      if (!control.signal.aborted) setFound(isRefusal(material) ? material : (material.revisions ?? []));
    });
    return () => control.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the dialog is about one object: its news meanwhile do not begin the choice anew
  }, [cluster, target.uid]);
  if (found === undefined) return <Skeleton className="h-24 w-full" label="Castor is looking for the revisions" />;
  if ("sentence" in found) return <RefusalNote refusal={found} />;
  const current = found.find((one) => one.current);
  const chosen = found.find((one) => String(one.number) === value);
  if (!found.some((one) => !one.current)) return <p className="text-[13px] text-muted">Kubernetes keeps no earlier revision of it.</p>;
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-[13px] font-medium">Revision to go back to</legend>
        <div className="flex max-h-56 flex-col gap-1 overflow-y-auto p-0.5">
          {found.map((one) => (
            <label
              key={one.number}
              className="flex gap-2 rounded-s border border-line px-3 py-2 text-[13px] has-checked:border-line-strong has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus"
            >
              <input
                type="radio"
                name={name}
                value={one.number}
                checked={String(one.number) === value}
                disabled={one.current}
                onChange={() => onChange(String(one.number))}
                className="mt-0.5 size-4 shrink-0 accent-(--focus)"
              />
              <span className="min-w-0 wrap-anywhere">
                <span className="font-medium">Revision {one.number}</span>
                <span className="text-muted">
                  {one.current ? ", which runs now" : ""}, made <Ago at={one.created} every={60_000} />
                </span>
                {one.cause === undefined ? null : <span className="block">{one.cause}</span>}
                <span className="block font-mono text-xs text-muted">{one.images.join(", ")}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {chosen === undefined || current === undefined ? null : (
        <Difference before={current.template} after={chosen.template} label={`revision ${current.number} with revision ${chosen.number}`} />
      )}
    </div>
  );
}
