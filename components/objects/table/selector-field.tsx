"use client";
import { useId, useState } from "react";
import type { Parsed } from "./selector";

/** Takes a selector; what cannot be one is told in a sentence and not sent. It is asked with Enter or when the field is left. */
export function SelectorField({
  label,
  placeholder,
  value,
  parse,
  onChange,
}: {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly parse: (text: string) => Parsed<unknown>;
  readonly onChange: (text: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const note = useId();
  const text = typed ?? value;
  const parsed = parse(text);
  const take = () => {
    if (!parsed.ok || typed === undefined) return;
    setTyped(undefined);
    if (typed.trim() !== value) onChange(typed.trim());
  };
  return (
    <div className="relative max-sm:w-full">
      <input
        aria-label={label}
        aria-invalid={!parsed.ok}
        aria-describedby={parsed.ok ? undefined : note}
        placeholder={placeholder}
        value={text}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={take}
        onKeyDown={({ key }) => {
          if (key === "Enter") take();
          if (key === "Escape") setTyped(undefined);
        }}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={1_000}
        className="h-8 w-full rounded-s border border-line-field bg-surface px-2.5 font-mono text-xs placeholder:font-sans placeholder:text-[13px] placeholder:text-faint aria-invalid:border-crit sm:w-52"
      />
      {parsed.ok ? null : (
        <p id={note} role="status" className="mt-1 text-xs text-crit sm:absolute sm:top-full sm:left-0 sm:z-20 sm:w-72 sm:rounded-s sm:border sm:border-line-strong sm:bg-raised sm:px-2.5 sm:py-1.5 sm:shadow-float">
          {parsed.message}
        </p>
      )}
    </div>
  );
}
