import type { ReactNode } from "react";
import { Check } from "lucide-react";
import { Button } from "@/components/ui/button";

/** A button that stays pressed; a tick says so to those who do not see its ground. */
export function Toggle({ pressed, onChange, children, title, label }: { readonly pressed: boolean; readonly onChange: (pressed: boolean) => void; readonly children: ReactNode; readonly title?: string; readonly label?: string }) {
  return (
    <Button aria-pressed={pressed} aria-label={label} title={title} onClick={() => onChange(!pressed)} className="gap-1.5 px-2.5 font-normal text-muted aria-pressed:bg-raised aria-pressed:text-text">
      {pressed ? <Check aria-hidden="true" width={13} height={13} className="shrink-0" /> : null}
      {children}
    </Button>
  );
}

/** One choice of several, with its name before it. */
export function Choose<T extends string | number>({ label, value, options, onChange }: { readonly label: string; readonly value: T; readonly options: readonly { readonly value: T; readonly words: string }[]; readonly onChange: (value: T) => void }) {
  return (
    <label className="inline-flex items-center gap-1.5 text-[13px] text-muted">
      {label}
      <select
        value={String(value)}
        onChange={({ target }) => {
          const chosen = options.find((option) => String(option.value) === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className="h-8 rounded-s border border-line-field bg-surface px-1.5 text-text"
      >
        {options.map((option) => (
          <option key={String(option.value)} value={String(option.value)}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  );
}
