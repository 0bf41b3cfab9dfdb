"use client";
import { lazy, Suspense, useId } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { StateMark } from "@/components/ui/state";
import type { ObjectRef } from "@/lib/model/api-resource";
import type { ObjectReport } from "@/lib/model/object-report";
import type { ActionCluster } from "./action";
import { kubectlLine, kubectlName } from "./kubectl";
import { KubectlNote } from "./kubectl-note";
import { permissionWords } from "./permission";
import { RefusalNote } from "./refusal-note";
import { useRights } from "./use-rights";
import { ConflictList } from "./yaml/conflict-list";
import type { Outcome } from "./yaml/editing";
import { Preview } from "./yaml/preview";
import { StaleEdit } from "./yaml/stale-note";
import { useEdit } from "./yaml/use-edit";

const CodeEditor = lazy(() => import("./yaml/code-editor").then((module) => ({ default: module.CodeEditor })));

interface Props {
  readonly cluster: ActionCluster;
  readonly report: ObjectReport;
  readonly onClose: () => void;
}

/** Changes an object as a text: checked by Kubernetes first, shown as a difference, then applied field by field. */
export function YamlEditor({ cluster, report, onClose }: Props) {
  const { ref } = report;
  if (ref.group === "" && ref.resource === "secrets") {
    return (
      <div className="flex max-w-prose flex-col gap-3">
        <p>A Secret cannot be edited here: Castor never shows all its values, so what it would write back were not them. With kubectl you can:</p>
        <KubectlNote line={kubectlLine(cluster.id, ref.namespace, ["edit", kubectlName(ref)])} />
        <Button className="self-start" onClick={onClose}>
          Back
        </Button>
      </div>
    );
  }
  return <Editing cluster={cluster} report={report} onClose={onClose} />;
}

function Editing({ cluster, report: { ref, deleting }, onClose }: Props) {
  const edit = useEdit(cluster.id, ref);
  const { base, phase } = edit;
  const right = { verb: "patch", group: ref.group, resource: ref.resource, name: ref.name, ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) };
  const denied = permissionWords(useRights(cluster.id, [right])([right]));
  const [mistakeId, reasonId] = [useId(), useId()];
  if (base === undefined) return <Skeleton className="h-72 w-full" label="Castor is reading the object" />;
  if (!("round" in base)) return <RefusalNote refusal={base} before="It cannot be edited." />;

  if (phase.status === "done") {
    return (
      <div className="flex flex-col gap-3">
        <p role="status">
          <StateMark state="ok">Applied.</StateMark> {ref.kind} {ref.name} is changed.
        </p>
        {phase.refusal === undefined ? null : <RefusalNote refusal={phase.refusal} before="What you removed is still there." />}
        {phase.warnings.map((warning) => (
          <p key={warning} className="text-[13px] wrap-anywhere">
            <StateMark state="warn">Kubernetes warns:</StateMark> {warning}
          </p>
        ))}
        <Button autoFocus className="self-start" onClick={onClose}>
          Back to the manifest
        </Button>
      </div>
    );
  }
  const outcome = "outcome" in phase ? phase.outcome : undefined;
  const busy = phase.status === "checking" || phase.status === "applying";
  const words = busy ? "Kubernetes is asked first what it would say…" : (denied ?? (deleting === undefined ? "" : "It is being deleted: changes may come too late."));
  return (
    <>
      <Checked cluster={cluster} refData={ref} base={base.text} outcome={outcome} busy={busy} edit={edit} />
      {/* The editor stays there with all that can be undone in it, and is out of sight while something else is asked. */}
      <div hidden={outcome !== undefined} className="flex flex-col gap-3 [[hidden]]:hidden">
        <Suspense fallback={<Skeleton className="h-72 w-full" label="Loading the editor" />}>
          <CodeEditor key={base.round} label={`YAML of ${ref.kind} ${ref.name}`} initial={base.start} onChange={edit.write} describedBy={mistakeId} />
        </Suspense>
        <div id={mistakeId} key={busy ? "busy" : "said"} ref={intoView} className="empty:hidden">
          {phase.status === "editing" && phase.mistake !== undefined ? (
            <p role="alert" className="text-[13px]">
              <StateMark state="crit">{phase.mistake.line === undefined ? "This cannot be applied." : `Line ${phase.mistake.line}:`}</StateMark> {phase.mistake.sentence}
            </p>
          ) : null}
          {phase.status === "editing" && phase.refusal !== undefined ? <RefusalNote refusal={phase.refusal} before="Nothing was changed." /> : null}
          {phase.status === "editing" && phase.note !== undefined ? <p role="status">{phase.note}</p> : null}
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <p id={reasonId} className="mr-auto text-[13px] text-muted">
            {words}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          <Button aria-disabled={busy || denied !== undefined} aria-describedby={reasonId} className="not-aria-disabled:border-text aria-disabled:text-faint" onClick={busy || denied !== undefined ? undefined : () => void edit.check()}>
            Check and show the difference
          </Button>
        </div>
      </div>
    </>
  );
}

interface CheckedProps {
  readonly cluster: ActionCluster;
  readonly refData: ObjectRef;
  readonly base: string;
  readonly outcome: Outcome | undefined;
  readonly busy: boolean;
  readonly edit: ReturnType<typeof useEdit>;
}

/** A long text may have pushed the answer out of sight. */
const intoView = (element: HTMLElement | null) => {
  if (element?.hasChildNodes() === true) element.scrollIntoView({ block: "nearest" });
};

/** What Kubernetes says to the text, and what the person can do about it. */
function Checked({ cluster, refData, base, outcome, busy, edit }: CheckedProps) {
  if (outcome?.status === "stale") return <StaleEdit base={base} live={outcome.live} onRestart={(keep) => edit.restart(outcome.live, keep)} />;
  if (outcome?.status === "conflicts") {
    return <ConflictList key={outcome.conflicts.map(({ field }) => field).join()} conflicts={outcome.conflicts} before={edit.decisions} busy={busy} onCheck={(next) => void edit.check(next)} onBack={edit.back} />;
  }
  return outcome?.status === "applied" ? <Preview cluster={cluster} refData={refData} outcome={outcome} busy={busy} onApply={(alsoRemove) => void edit.apply(alsoRemove)} onBack={edit.back} /> : null;
}
