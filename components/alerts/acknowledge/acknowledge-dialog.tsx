"use client";
import { useId, useState, type SubmitEvent } from "react";
import { closeModal, Modal } from "@/components/layout/modal";
import { Button } from "@/components/ui/button";
import { takeOn, type Taken } from "./take-on";

interface Props {
  readonly cluster: string;
  readonly alerts: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

const few = 5;
const longestNote = 500;

/** Takes alerts on with a note that everybody sees. What was refused stays in the dialog, with the reason. */
export function AcknowledgeDialog({ cluster, alerts, onClose, onDone }: Props) {
  const [left, setLeft] = useState(alerts);
  const [busy, setBusy] = useState(false);
  const [taken, setTaken] = useState<Taken>();
  const note = useId();
  const title = left.length === 1 ? `Acknowledge ${left[0]?.name ?? ""}` : `Acknowledge ${left.length} alerts`;

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget).get("note");
    if (busy || typeof said !== "string" || said.trim() === "") return;
    setBusy(true);
    const result = await takeOn(cluster, left, said.trim());
    setBusy(false);
    onDone?.();
    if (result.refused.length === 0) return closeModal();
    setTaken(result);
    setLeft(result.refused.map(({ alert }) => alert));
  };

  return (
    <Modal label={title} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5 p-5">
        <header>
          <h2 className="text-base font-semibold wrap-anywhere">{title}</h2>
          <p className="text-[13px] text-muted">Everybody sees that you have it. It is still heard of, and ends by itself when the alert ends.</p>
        </header>
        {left.length === 1 ? null : (
          <ul aria-label="Alerts" className="flex flex-col gap-0.5 text-[13px]">
            {left.slice(0, few).map(({ id, name }) => (
              <li key={id} className="truncate">
                {name}
              </li>
            ))}
            {left.length > few ? <li className="text-muted">and {left.length - few} more</li> : null}
          </ul>
        )}
        <label htmlFor={note} className="flex flex-col gap-1 text-[13px]">
          What do you do about it?
          <textarea
            id={note}
            name="note"
            required
            maxLength={longestNote}
            rows={3}
            data-first-focus
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
            }}
            className="w-full rounded-s border border-line-field bg-surface px-2.5 py-1.5 text-text"
          />
        </label>
        {taken === undefined ? null : <Refusals taken={taken} />}
        <footer className="flex flex-wrap justify-end gap-2">
          <Button onClick={closeModal}>Cancel</Button>
          <Button type="submit" disabled={busy} className="border-focus">
            {busy ? "Acknowledging …" : "Acknowledge"}
          </Button>
        </footer>
      </form>
    </Modal>
  );
}

/** The same reason once, however many alerts it keeps. */
function Refusals({ taken: { done, refused } }: { readonly taken: Taken }) {
  const reasons = [...new Set(refused.map(({ reason }) => reason))];
  return (
    <div role="alert" className="flex flex-col gap-1 rounded-s bg-crit-bg px-3 py-2 text-[13px] text-crit">
      {done > 0 ? <p>{done === 1 ? "One alert is" : `${done} alerts are`} yours. What is left could not be acknowledged:</p> : null}
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}
