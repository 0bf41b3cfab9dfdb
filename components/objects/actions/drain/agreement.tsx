"use client";
import { asksFor, type DrainChoice, type DrainPod } from "./pod";

interface Props {
  readonly pods: readonly DrainPod[];
  readonly choice: DrainChoice;
  readonly onChange: (choice: DrainChoice) => void;
}

const names = (pods: readonly DrainPod[]) => pods.map(({ namespace, name }) => `${namespace}/${name}`).join(", ");

/** What evicting loses for good: a person has to agree to it, or those pods stay. */
export function Agreement({ pods, choice, onChange }: Props) {
  const asked = pods.filter((pod) => asksFor(pod) !== undefined);
  const withData = asked.filter(({ emptyDir }) => emptyDir);
  const lone = asked.filter(({ owner }) => owner === undefined);
  return (
    <>
      {withData.length === 0 ? null : (
        <Agree checked={choice.deleteEmptyDir} onChange={(deleteEmptyDir) => onChange({ ...choice, deleteEmptyDir })} label="Delete the data that pods keep on the node (emptyDir)" pods={names(withData)} />
      )}
      {lone.length === 0 ? null : (
        <Agree checked={choice.deleteUnmanaged} onChange={(deleteUnmanaged) => onChange({ ...choice, deleteUnmanaged })} label="Delete pods that nothing brings back" pods={names(lone)} />
      )}
    </>
  );
}

function Agree({ checked, onChange, label, pods }: { readonly checked: boolean; readonly onChange: (checked: boolean) => void; readonly label: string; readonly pods: string }) {
  return (
    <label className="flex cursor-pointer gap-2 rounded-s border border-line px-3 py-2 text-[13px] has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-focus">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} className="mt-0.5 size-4 shrink-0 accent-(--focus)" />
      <span className="min-w-0">
        <span className="font-medium">{label}</span>
        <span className="block text-muted wrap-anywhere">Without this they stay: {pods}.</span>
      </span>
    </label>
  );
}
