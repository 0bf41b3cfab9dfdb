"use client";
import { useId, useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Chip } from "@/components/ui/state";
import type { ObjectRef } from "@/lib/model/api-resource";
import type { ActionCluster } from "../action";
import { ConfirmFoot } from "../confirm-foot";
import { closeAround, DialogFrame } from "../dialog-frame";
import { kubectlLine } from "../kubectl";
import { KubectlNote } from "../kubectl-note";
import { RefusalNote } from "../refusal-note";
import { TypedName } from "../typed-name";
import { Agreement } from "./agreement";
import { drainCount, type DrainProgress } from "./drain";
import { agreed, staysBecause, type DrainChoice, type DrainPod } from "./pod";
import { PodList } from "./pod-list";
import { useDrain } from "./use-drain";

interface Props {
  readonly cluster: ActionCluster;
  readonly node: ObjectRef;
  readonly onDone: (sentence: string, warnings: readonly string[]) => void;
  readonly onClose: () => void;
}

const count = (pods: number) => `${pods} ${pods === 1 ? "pod" : "pods"}`;

function planned(found: readonly DrainPod[], choice: DrainChoice): string {
  const leave = found.filter((pod) => staysBecause(pod) === undefined && agreed(pod, choice)).length;
  return `No new pods will be placed on the node; ${count(leave)} will be evicted one after the other, as their disruption budgets allow, and ${count(found.length - leave)} ${found.length - leave === 1 ? "stays" : "stay"}.`;
}

function standing(progress: DrainProgress): string {
  const { left, of } = drainCount(progress);
  if (progress.phase === "cordoning") return "Keeping new pods away…";
  if (progress.phase === "evicting") return `${left} of ${count(of)} ${of === 1 ? "has" : "have"} left.`;
  if (progress.phase === "failed") return "The node could not be drained.";
  const failed = progress.entries.filter(({ state }) => state.status === "failed").length;
  const rest = failed === 0 ? "" : ` ${count(failed)} could not be evicted.`;
  return progress.phase === "done" ? `Done: ${left} of ${count(of)} ${of === 1 ? "has" : "have"} left.${rest} The node stays cordoned.` : `Stopped: ${left} of ${count(of)} ${of === 1 ? "has" : "have"} left.${rest} The node stays cordoned; uncordon it to let it take pods again.`;
}

/** Empties a node while the dialog is open: what would go, what that loses, and then how far it has got. */
export function DrainDialog({ cluster, node, onDone, onClose }: Props) {
  const { found, progress, running, start, stop } = useDrain(cluster.id, node);
  const [choice, setChoice] = useState<DrainChoice>({ deleteEmptyDir: false, deleteUnmanaged: false });
  const [typed, setTyped] = useState("");
  const [stopping, setStopping] = useState(false);
  const begun = useRef(false);
  const reasonId = useId();
  const mustType = cluster.stage === "production";
  const pods = found === undefined || "sentence" in found ? undefined : found;
  const wrong = pods === undefined ? "The pods of the node are not known yet." : mustType && typed !== node.name ? "Type the name to go on." : undefined;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (wrong !== undefined || begun.current) return;
    begun.current = true;
    const end = await start(choice);
    if (end.phase === "done" || end.phase === "stopped") onDone(`Node ${node.name}: ${standing(end)}`, []);
  };
  const flags = [...(choice.deleteEmptyDir ? ["--delete-emptydir-data"] : []), ...(choice.deleteUnmanaged ? ["--force"] : [])];

  return (
    <DialogFrame cluster={cluster} title={`Drain: Node ${node.name}`} busy={running} wide onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
          {progress === undefined ? (
            <>
              <div className="flex flex-col items-start gap-2">
                <Chip state="crit">Dangerous</Chip>
                {pods === undefined ? null : <p>{planned(pods, choice)}</p>}
              </div>
              {found === undefined ? <Skeleton className="h-24 w-full" label="Castor is looking for the node's pods" /> : null}
              {found !== undefined && "sentence" in found ? <RefusalNote refusal={found} /> : null}
              {pods === undefined ? null : <Agreement pods={pods} choice={choice} onChange={setChoice} />}
              {mustType ? <TypedName cluster={cluster.title} name={node.name} typed={typed} onType={setTyped} /> : null}
              <KubectlNote line={kubectlLine(cluster.id, undefined, ["drain", node.name, "--ignore-daemonsets", ...flags])} />
            </>
          ) : (
            <>
              {running ? <p className="text-[13px] text-muted">This page does the draining: keep it open until it is done.</p> : null}
              {progress.refusal === undefined ? null : <RefusalNote refusal={progress.refusal} />}
              <PodList entries={progress.entries} />
            </>
          )}
        </div>
        {progress === undefined ? (
          <ConfirmFoot title="Drain" danger="high" running={false} doing="" wrong={wrong} reasonId={reasonId} first />
        ) : (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
            <p role="status" className="mr-auto min-w-0 font-medium">
              {standing(progress)}
            </p>
            {running ? (
              <Button
                autoFocus
                aria-disabled={stopping}
                onClick={() => {
                  setStopping(true);
                  stop();
                }}
              >
                {stopping ? "Stopping…" : "Stop"}
              </Button>
            ) : (
              <Button autoFocus onClick={({ currentTarget }) => closeAround(currentTarget)}>
                Close
              </Button>
            )}
          </footer>
        )}
      </form>
    </DialogFrame>
  );
}
