"use client";
import { placeWords, type Place } from "./place";

interface Props {
  readonly leftovers: readonly Place[];
  readonly remove: boolean;
  readonly onRemove: (remove: boolean) => void;
}

/** Says which removed fields applying leaves where they are, and offers to remove them all the same. */
export function LeftoverNote({ leftovers, remove, onRemove }: Props) {
  if (leftovers.length === 0) return null;
  return (
    <div className="flex flex-col gap-2 rounded-s border border-line px-3 py-2 text-[13px]">
      <p>
        You removed {leftovers.length === 1 ? "a field" : `${leftovers.length} fields`} that somebody else had set. Applying only gives up what Castor itself had set, so {leftovers.length === 1 ? "it stays" : "they stay"}:{" "}
        <span className="font-medium wrap-anywhere">{leftovers.map(placeWords).join("; ")}</span>.
      </p>
      <label className="flex cursor-pointer items-start gap-2">
        <input type="checkbox" checked={remove} onChange={({ target }) => onRemove(target.checked)} className="mt-0.5 size-4 shrink-0 accent-(--focus)" />
        <span>
          <span className="font-medium">Remove {leftovers.length === 1 ? "it" : "them"} as well, by a patch</span>
          <span className="block text-muted">Whoever had set {leftovers.length === 1 ? "it" : "them"} may do so again; Kubernetes may put its default there.</span>
        </span>
      </label>
    </div>
  );
}
