"use client";
import { useState } from "react";
import { X } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { setSingleKeys, singleKeys } from "./keys";
import { closeModal, Modal } from "./modal";
import { placesFor } from "./places";

const always: readonly (readonly [readonly string[], string])[] = [
  [["Ctrl", "K"], "Find anything (⌘ K on a Mac)"],
  [["Esc"], "Close what lies over the page"],
  [["←", "→"], "In a chart: move along time, with Shift from event to event"],
];

const singles: readonly (readonly [readonly string[], string])[] = [
  [["/"], "Go to the filter of the page, or find anything"],
  [["?"], "This help"],
  [["p"], "On a node's page: hold the charts still, or let them go on"],
  ...placesFor({ admin: false }).map(({ title, key }) => [["g", key], `Go to ${title}`] as const),
];

const alerts: readonly (readonly [readonly string[], string])[] = [
  [["j", "k"], "To the next or the last cause or alert; arrows do the same once one is there"],
  [["o"], "Open it: a cause shows its alerts, an alert its page (Enter, too)"],
  [["x"], "Select it"],
  [["s"], "Silence what is selected, or where one is"],
  [["a"], "Acknowledge what is selected, or where one is"],
  [["Esc"], "Select nothing"],
];

const states: readonly (readonly [string, string])[] = [
  ["Live", "Figures arrive as they are measured."],
  ["Grey, with an age", "The last good value: its source does not answer now. It comes back by itself."],
  ["No answer", "What is asked for it is silent; Castor keeps asking, and it comes back by itself."],
  ["No figures", "Nothing was measured yet; the words beside it say why and what to do."],
];

/** What the keyboard can do, and how to read what has no colour. */
export function Help({ onClose }: { readonly onClose: () => void }) {
  const [on, setOn] = useState(singleKeys);
  return (
    <Modal label="Help" onClose={onClose}>
      <div className="max-h-[76dvh] overflow-y-auto p-5">
        <div className="flex items-center justify-between">
          <h2 className="text-base font-semibold">Keyboard</h2>
          <IconButton aria-label="Close" onClick={closeModal}>
            <X aria-hidden="true" width={16} height={16} />
          </IconButton>
        </div>
        <Shortcuts entries={always} />
        <Shortcuts entries={singles} dimmed={!on} />
        <h3 className="mt-4 text-[13px] font-semibold">On the pages of alerts</h3>
        <Shortcuts entries={alerts} dimmed={!on} />
        <label className="mt-3 flex items-center gap-2 text-[13px]">
          <input
            type="checkbox"
            checked={on}
            onChange={({ target }) => {
              setSingleKeys(target.checked);
              setOn(target.checked);
            }}
            className="size-4 accent-(--focus)"
          />
          Use the single keys
        </label>
        <h2 className="mt-5 text-base font-semibold">How to read figures</h2>
        <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[auto_1fr]">
          {states.map(([word, meaning]) => (
            <div key={word} className="contents">
              <dt className="font-medium">{word}</dt>
              <dd className="text-muted max-sm:mb-1">{meaning}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Modal>
  );
}

function Shortcuts({ entries, dimmed = false }: { readonly entries: readonly (readonly [readonly string[], string])[]; readonly dimmed?: boolean }) {
  return (
    <dl className="mt-2 flex flex-col gap-1.5" data-stale={dimmed}>
      {entries.map(([keys, does]) => (
        <div key={does} className="flex items-center gap-3">
          <dt className="flex w-24 shrink-0 gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key}</Kbd>
            ))}
          </dt>
          <dd className="text-muted">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
