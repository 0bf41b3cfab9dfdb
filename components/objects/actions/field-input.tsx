"use client";
import { useId } from "react";
import type { Field } from "./action";

interface Props {
  readonly field: Exclude<Field, { kind: "revision" }>;
  readonly value: string;
  readonly first: boolean;
  readonly onChange: (value: string) => void;
}

/** One thing to choose in an action's dialog. */
export function FieldInput({ field, value, first, onChange }: Props) {
  const id = useId();
  const focus = first ? { "data-first-focus": "" } : {};
  if (field.kind === "choice") {
    return (
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-[13px] font-medium">{field.label}</legend>
        {field.options.map((option) => (
          <label key={option.value} className="flex cursor-pointer gap-2 rounded-s border border-line px-3 py-2 has-checked:border-line-strong has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus">
            <input type="radio" name={id} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} className="mt-0.5 size-4 shrink-0 accent-(--focus)" />
            <span className="text-[13px]">
              <span className="font-medium">{option.label}</span>
              <span className="block text-muted">{option.hint}</span>
            </span>
          </label>
        ))}
      </fieldset>
    );
  }
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-[13px] font-medium">
        {field.label}
      </label>
      <input
        {...focus}
        id={id}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        autoComplete="off"
        spellCheck={false}
        {...(field.kind === "number" ? { type: "number", inputMode: "numeric" as const, min: field.min, max: field.max, step: 1 } : { type: "text", autoCapitalize: "off" })}
        className={`h-9 rounded-s border border-line-field bg-surface px-3 text-[13px] ${field.kind === "number" ? "w-32" : "w-full font-mono"}`}
      />
    </div>
  );
}

/** Why a value of a field is not possible at all; what it means is for the action to say. */
export function fieldWrong(field: Field, value: string): string | undefined {
  if (field.kind !== "number") return undefined;
  const number = Number(value);
  const whole = /^\d+$/.test(value) && number >= field.min && number <= field.max;
  return whole ? undefined : `${field.label} must be a whole number from ${field.min} to ${field.max}.`;
}
