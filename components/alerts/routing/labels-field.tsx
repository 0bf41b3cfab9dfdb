"use client";
import { useId } from "react";
import { Tags } from "lucide-react";
import { Button } from "@/components/ui/button";
import { StateMark } from "@/components/ui/state";
import { labelsText } from "@/lib/model/alerting/labels-text";
import type { RoutingExample } from "@/lib/model/alerting/routing-examples";

/** Where somebody types the labels of an alert, with alerts that fire now to begin with; what was not understood is told below. */
export function LabelsField({ value, mistakes, examples, onChange }: { readonly value: string; readonly mistakes: readonly string[]; readonly examples: readonly RoutingExample[]; readonly onChange: (text: string) => void }) {
  const id = useId();
  const note = useId();
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="font-medium">
        Type any labels and see where such an alert would go
      </label>
      <div>
        <div className="flex items-center gap-2">
          <span className="relative flex min-w-0 flex-1 items-center">
            <Tags aria-hidden="true" width={15} height={15} className="pointer-events-none absolute left-2.5 text-faint" />
            <input
              id={id}
              data-filter=""
              value={value}
              onChange={(event) => onChange(event.target.value)}
              placeholder="alertname=Foo namespace=p47-beamline severity=critical"
              aria-describedby={mistakes.length === 0 ? undefined : note}
              autoComplete="off"
              autoCapitalize="off"
              autoCorrect="off"
              spellCheck={false}
              maxLength={8_000}
              className="h-9 w-full min-w-0 rounded-s border border-line-field bg-surface pr-2.5 pl-8 font-mono text-[13px] text-text placeholder:text-faint"
            />
          </span>
          {value === "" ? null : <Button onClick={() => onChange("")}>Clear</Button>}
        </div>
        <div id={note} role="status" aria-label="What was not understood">
          {mistakes.length === 0 ? null : (
            <ul className="mt-2 flex flex-col text-[13px]">
              {mistakes.map((mistake) => (
                <li key={mistake} className="wrap-anywhere">
                  <StateMark state="warn">Left out</StateMark> {mistake}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
      {examples.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-1.5 text-[13px]">
          <span className="text-muted">Firing now:</span>
          {examples.map(({ name, labels }) => (
            <button key={name} type="button" title={labelsText(labels)} onClick={() => onChange(labelsText(labels))} className="max-w-full truncate rounded-full border border-line-strong px-2 text-xs leading-6 hover:border-faint hover:bg-sunken">
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
