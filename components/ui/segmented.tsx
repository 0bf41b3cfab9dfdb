"use client";
import { useEffect, useEffectEvent, useId, useRef, type ReactNode } from "react";

export interface Segment<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: ReactNode;
}

/** One choice of a few, all in sight: radio buttons drawn as one bar, so arrow keys work as people expect. */
export function Segmented<T extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  readonly label: string;
  readonly segments: readonly Segment<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  const name = useId();
  const group = useRef<HTMLDivElement>(null);
  // Radio buttons work before the page's scripts have come: what was chosen until then counts, too.
  const takeEarlyChoice = useEffectEvent(() => {
    const chosen = segments.find((segment) => segment.value === group.current?.querySelector<HTMLInputElement>("input:checked")?.value);
    if (chosen !== undefined && chosen.value !== value) onChange(chosen.value);
  });
  useEffect(() => takeEarlyChoice(), []);
  return (
    <div ref={group} role="radiogroup" aria-label={label} className="inline-flex rounded-s border border-line-strong bg-sunken p-0.5">
      {segments.map((segment) => (
        <label
          key={segment.value}
          className="flex h-7 cursor-pointer items-center gap-1.5 rounded-[4px] px-2.5 text-[13px] text-muted has-checked:bg-raised has-checked:text-text has-checked:shadow-[0_0_0_1px_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input type="radio" name={name} value={segment.value} checked={segment.value === value} onChange={() => onChange(segment.value)} className="sr-only" />
          {segment.icon}
          {segment.label}
        </label>
      ))}
    </div>
  );
}
