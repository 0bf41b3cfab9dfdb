"use client";
import { useEffect, useId, useRef, useState, type FormEvent } from "react";
import { useServerClock } from "@/components/live";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/state";
import type { ApiResource, ObjectRef } from "@/lib/model/api-resource";
import type { Action, ActionCluster } from "./action";
import { bareTarget, bulkKubectl, runBulk, type BulkProgress } from "./bulk-run";
import { ConfirmFoot } from "./confirm-foot";
import { closeAround, DialogFrame } from "./dialog-frame";
import { KubectlNote } from "./kubectl-note";
import { TypedName } from "./typed-name";

interface Props {
  readonly cluster: ActionCluster;
  readonly resource: ApiResource;
  readonly refs: readonly ObjectRef[];
  readonly action: Action;
  readonly onClose: () => void;
}

const most = 30;

const standing = ({ done, of, refused, phase }: BulkProgress) =>
  `${phase === "stopped" ? "Stopped: " : ""}${done} of ${of} done${refused.length === 0 ? "." : `, ${refused.length} refused.`}`;

/** Names everything that would be changed, makes sure, changes one after the other, and tells what was refused. */
export function BulkDialog({ cluster, resource, refs: selected, action, onClose }: Props) {
  // What was selected when the dialog opened: rows come and go meanwhile.
  const [refs] = useState(selected);
  const [typed, setTyped] = useState("");
  const [progress, setProgress] = useState<BulkProgress>();
  const control = useRef<AbortController>(undefined);
  const clock = useServerClock();
  const reasonId = useId();
  useEffect(() => () => control.current?.abort(), []);
  const [first] = refs;
  const running = progress?.phase === "running";
  const danger = first === undefined ? "none" : action.danger(bareTarget(first), {});
  const phrase = refs.length === 1 ? (first?.name ?? "") : `${refs.length} ${resource.resource}`;
  const mustType = danger === "high" && cluster.stage === "production";
  const wrong = mustType && typed !== phrase ? "Type it to go on." : undefined;

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (wrong !== undefined || progress !== undefined) return;
    control.current = new AbortController();
    void runBulk({ cluster: cluster.id, action, refs, now: clock, onProgress: setProgress, signal: control.current.signal });
  };

  return (
    <DialogFrame cluster={cluster} title={`${action.title}: ${refs.length === 1 ? `${resource.kind} ${phrase}` : phrase}`} busy={running} onClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
          {progress === undefined ? (
            <>
              {danger === "high" ? (
                <span>
                  <Chip state="crit">Dangerous</Chip>
                </span>
              ) : null}
              {first === undefined ? null : <p>{refs.length === 1 ? action.says(bareTarget(first), {}) : `Each of these, one after the other: ${action.title.toLowerCase()}.`}</p>}
              <Names refs={refs} />
              {mustType ? <TypedName cluster={cluster.title} name={phrase} typed={typed} onType={setTyped} /> : null}
              <KubectlNote line={bulkKubectl(cluster.id, action, refs)} />
            </>
          ) : (
            <progress aria-label="How far it has got" value={progress.done + progress.refused.length} max={progress.of} className="h-2 w-full accent-(--accent)" />
          )}
          {progress === undefined ? null : (
            <ul aria-label="Refused" className="flex flex-col gap-2 text-[13px] empty:hidden">
              {progress.refused.map(({ ref, refusal }) => (
                <li key={`${ref.namespace ?? ""}/${ref.name}`} className="rounded-s bg-crit-bg px-3 py-2 wrap-anywhere">
                  <span className="font-medium">
                    {ref.namespace === undefined ? "" : `${ref.namespace}/`}
                    {ref.name}:
                  </span>{" "}
                  {[refusal.sentence, ...refusal.details].join(" ")}
                </li>
              ))}
            </ul>
          )}
        </div>
        {progress === undefined ? (
          <ConfirmFoot title={action.title} danger={danger} running={false} doing="" wrong={wrong} reasonId={reasonId} first />
        ) : (
          <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
            <p role="status" className="mr-auto font-medium">
              {standing(progress)}
            </p>
            <Button autoFocus onClick={({ currentTarget }) => (running ? control.current?.abort() : closeAround(currentTarget))}>
              {running ? "Stop" : "Close"}
            </Button>
          </footer>
        )}
      </form>
    </DialogFrame>
  );
}

function Names({ refs }: { readonly refs: readonly ObjectRef[] }) {
  return (
    <ul aria-label="Selected" tabIndex={0} className="flex max-h-48 flex-wrap gap-1 overflow-y-auto text-xs">
      {refs.slice(0, most).map(({ namespace, name }) => (
        <li key={`${namespace ?? ""}/${name}`} className="rounded-full bg-sunken px-2 py-0.5 wrap-anywhere">
          {namespace === undefined ? "" : <span className="text-muted">{namespace}/</span>}
          {name}
        </li>
      ))}
      {refs.length > most ? <li className="px-1 py-0.5 text-muted">and {refs.length - most} more</li> : null}
    </ul>
  );
}
