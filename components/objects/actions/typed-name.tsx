"use client";
import { useId } from "react";

interface Props {
  readonly cluster: string;
  /** What has to be typed. */
  readonly name: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
}

/** Makes sure on production that a person means this object: its name has to be typed. */
export function TypedName({ cluster, name, typed, onType }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-[13px]">
        {cluster} is a production cluster. Type <strong className="font-mono wrap-anywhere">{name}</strong> to go on.
      </label>
      <input
        id={id}
        value={typed}
        onChange={({ target }) => onType(target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        className="h-9 rounded-s border border-line-field bg-surface px-3 font-mono text-[13px]"
      />
    </div>
  );
}
