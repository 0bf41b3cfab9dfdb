"use client";
import { BellOff, UserCheck, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Cluster } from "@/lib/model/cluster";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import type { ClusterSelection } from "./selection";
import { many } from "./words";

interface Props {
  /** What is selected, cluster by cluster: a silence belongs to one. */
  readonly chosen: readonly ClusterSelection[];
  readonly clusters: readonly Cluster[];
  /** By cluster. */
  readonly may: Readonly<Record<string, MayRespond>>;
  readonly onSilence: (chosen: ClusterSelection) => void;
  readonly onAcknowledge: (chosen: ClusterSelection) => void;
  readonly onClear: () => void;
}

/** Says how much is selected and offers what can be done with it; what the person may not do says why. */
export function SelectionBar({ chosen, clusters, may, onSilence, onAcknowledge, onClear }: Props) {
  if (chosen.length === 0) return null;
  const groups = chosen.reduce((sum, one) => sum + one.groups.length, 0);
  const alerts = chosen.reduce((sum, one) => sum + one.count, 0);
  const several = chosen.length > 1;
  const notes = [...new Set(chosen.flatMap(({ cluster }) => may[cluster]?.reason ?? []))];
  return (
    <div role="region" aria-label="Selection" className="sticky bottom-3 z-20 mx-auto flex w-fit max-w-full flex-col gap-1.5 rounded-m border border-line-strong bg-raised px-4 py-2.5 shadow-float">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="font-medium" role="status">
          {many(alerts, "alert")} selected{groups > 0 ? `, ${many(groups, "whole cause")}` : ""}
        </p>
        {chosen.map((one) => {
          const { title = one.cluster, accent = undefined } = clusters.find(({ id }) => id === one.cluster) ?? {};
          const allowed = may[one.cluster]?.any !== false;
          const where = several ? ` in ${title}` : "";
          return (
            <span key={one.cluster} data-accent={accent} role="group" aria-label={title} className="flex flex-wrap items-center gap-2">
              {several ? <span className="border-l-[3px] border-accent pl-1.5 text-[13px] text-muted">{title}: {one.count.toLocaleString("en")}</span> : null}
              <Button disabled={!allowed} aria-keyshortcuts="a" onClick={() => onAcknowledge(one)}>
                <UserCheck aria-hidden="true" width={15} height={15} />
                Acknowledge<span className="sr-only">{where}</span>
                <span aria-hidden="true" className="max-sm:hidden">
                  <Kbd>a</Kbd>
                </span>
              </Button>
              <Button disabled={!allowed} aria-keyshortcuts="s" onClick={() => onSilence(one)}>
                <BellOff aria-hidden="true" width={15} height={15} />
                Silence<span className="sr-only">{where}</span>
                <span aria-hidden="true" className="max-sm:hidden">
                  <Kbd>s</Kbd>
                </span>
              </Button>
            </span>
          );
        })}
        <Button onClick={onClear}>
          <X aria-hidden="true" width={14} height={14} />
          Clear
        </Button>
      </div>
      {notes.map((note) => (
        <p key={note} className="max-w-prose text-xs text-muted">
          {note}
        </p>
      ))}
    </div>
  );
}
