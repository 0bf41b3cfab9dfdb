import { Lock } from "lucide-react";
import type { ObjectReport } from "@/lib/model";
import { Conditions } from "./conditions";
import { Events } from "./events";
import { FactGroups } from "./fact-groups";
import { FamilyTree } from "./family-tree";
import { Findings } from "./findings";
import { Labels } from "./labels";

/** What an object is, why it is not well and what belongs to it. */
export function Overview({ cluster, report }: { readonly cluster: string; readonly report: ObjectReport }) {
  return (
    <div className="flex flex-col gap-3.5">
      <Findings cluster={cluster} page={report.ref} findings={report.findings} />
      <Unread sentences={report.unread} />
      <div className="grid items-start gap-3.5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-3.5">
          <FactGroups cluster={cluster} groups={report.facts} />
          <Events cluster={cluster} page={report.ref} events={report.events} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5 max-lg:order-first">
          {report.family.children.length === 0 && report.family.more === undefined ? null : <FamilyTree cluster={cluster} family={report.family} />}
          <Conditions conditions={report.conditions} />
          <Labels report={report} />
        </div>
      </div>
    </div>
  );
}

function Unread({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className="flex items-start gap-2 text-[13px] text-muted">
      <Lock aria-hidden="true" width={14} height={14} className="mt-0.5 shrink-0" />
      <p>This page has gaps. {sentences.join(" ")}</p>
    </div>
  );
}
