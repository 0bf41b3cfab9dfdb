"use client";
import { useId, useRef, useState, type FormEvent } from "react";
import { useServerClock } from "@/components/live";
import { Chip } from "@/components/ui/state";
import type { Action, ActionCluster, Target, Values } from "./action";
import { ConfirmFoot } from "./confirm-foot";
import { closeAround, DialogFrame } from "./dialog-frame";
import { FieldInput, fieldWrong } from "./field-input";
import { kubectlLine } from "./kubectl";
import { KubectlNote } from "./kubectl-note";
import { OwnedList } from "./owned-list";
import { isRunning, perform, type Run } from "./perform";
import { RefusalNote } from "./refusal-note";
import { RevisionChoice } from "./revision-choice";
import { TypedName } from "./typed-name";

interface Props {
  readonly cluster: ActionCluster;
  readonly action: Action;
  readonly target: Target;
  /** Told when it is done, with what has happened in a sentence, and what Kubernetes warns of. */
  readonly onDone: (sentence: string, warnings: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Asks what exactly and whether at all, does it, and says why not where Kubernetes refuses. */
export function ActionDialog({ cluster, action, target: shown, onDone, onClose }: Props) {
  // The object as it was when the dialog opened: what is confirmed must not change under the hand.
  const [target] = useState(shown);
  const clock = useServerClock();
  const [fields] = useState(() => action.fields?.(target, clock()) ?? []);
  const [values, setValues] = useState<Values>(() => Object.fromEntries(fields.map((field) => [field.id, "initial" in field ? field.initial : ""])));
  const [typed, setTyped] = useState("");
  const [run, setRun] = useState<Run>({ status: "idle" });
  const begun = useRef(false);
  const reasonId = useId();
  const { ref } = target;

  const danger = action.danger(target, values);
  const mustType = danger === "high" && cluster.stage === "production";
  const untyped = mustType && typed !== ref.name ? "Type the name to go on." : undefined;
  const wrong = fields.map((field) => fieldWrong(field, values[field.id] ?? "")).find((found) => found !== undefined) ?? action.wrong?.(target, values) ?? untyped;
  const set = (id: string, value: string) => {
    setValues((before) => ({ ...before, [id]: value }));
    setRun({ status: "idle" });
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (wrong !== undefined || begun.current) return;
    begun.current = true;
    const end = await perform({ cluster: cluster.id, action, target, values, now: clock(), onRun: setRun });
    begun.current = false;
    if (end.status !== "done") return;
    onDone(action.done(target, values), end.warnings);
    closeAround(form);
  };

  return (
    <DialogFrame cluster={cluster} title={`${action.title}: ${ref.kind} ${ref.name}`} place={ref.namespace === undefined ? undefined : `Namespace ${ref.namespace}`} busy={isRunning(run)} wide={action.reads === "revisions"} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 py-4">
          {fields.map((field, index) =>
            field.kind === "revision" ? (
              <RevisionChoice key={field.id} cluster={cluster.id} target={target} value={values[field.id] ?? ""} onChange={(value) => set(field.id, value)} />
            ) : (
              <FieldInput key={field.id} field={field} first={index === 0} value={values[field.id] ?? ""} onChange={(value) => set(field.id, value)} />
            ),
          )}
          <div className="flex flex-col items-start gap-2">
            {danger === "high" ? <Chip state="crit">Dangerous</Chip> : null}
            <p>{action.says(target, values)}</p>
          </div>
          {action.id === "delete" ? <OwnedList owned={target.owned} kept={values["propagation"] === "orphan"} /> : null}
          {mustType ? <TypedName cluster={cluster.title} name={ref.name} typed={typed} onType={setTyped} /> : null}
          {run.status === "refused" ? <RefusalNote refusal={run.refusal} before={run.changed ? "Only a part of it was done." : "Nothing was changed."} /> : null}
          <KubectlNote line={kubectlLine(cluster.id, ref.namespace, action.kubectl(target, values))} />
        </div>
        <ConfirmFoot
          title={action.title}
          danger={danger}
          running={isRunning(run)}
          doing={run.status === "checking" ? "Kubernetes is asked first what it would say…" : "Under way…"}
          wrong={wrong}
          reasonId={reasonId}
          first={!fields.some(({ kind }) => kind === "number" || kind === "text")}
        />
      </form>
    </DialogFrame>
  );
}
