import { Lock } from "lucide-react";
import { SecretValues } from "@/components/objects/actions/secret-values";
import type { ObjectReport } from "@/lib/model";
import { Conditions } from "./conditions";
import { Events } from "./events";
import { FactGroups } from "./fact-groups";
import { FamilyTree } from "./family-tree";
import { Findings } from "./findings";
import { Labels } from "./labels";

/** On a narrow screen the parts of both columns stand in one, in the order of what one asks first. */
const column = "contents min-w-0 flex-col gap-3.5 *:empty:hidden lg:flex";

/** What an object is, why it is not well and what belongs to it. */
export function Overview({ cluster, report }: { readonly cluster: string; readonly report: ObjectReport }) {
  return (
    <div className="flex flex-col gap-3.5">
      <Findings cluster={cluster} page={report.ref} findings={report.findings} />
      <Unread sentences={report.unread} />
      <div className="flex flex-col gap-3.5 lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:items-start">
        <div className={column}>
          <div className="flex flex-col gap-3.5 max-lg:order-2">
            <FactGroups cluster={cluster} groups={report.facts} />
            <SecretValues cluster={cluster} report={report} />
          </div>
          <div className="max-lg:order-4">
            <Events cluster={cluster} page={report.ref} events={report.events} />
          </div>
        </div>
        <div className={column}>
          {report.family.children.length === 0 && report.family.more === undefined ? null : (
            <div className="max-lg:order-1">
              <FamilyTree cluster={cluster} family={report.family} />
            </div>
          )}
          <div className="max-lg:order-3">
            <Conditions conditions={report.conditions} />
          </div>
          <div className="max-lg:order-5">
            <Labels report={report} />
          </div>
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
