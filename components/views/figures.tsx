import { Amount } from "@/components/ui/quantity";
import { StateIcon, StateMark } from "@/components/ui/state";
import type { Figure, Views } from "@/lib/model";

const words: Record<NonNullable<Figure["state"]>, string> = { ok: "Well", warn: "Warning", crit: "Critical", info: "Notice" };

/** A few single figures, all on one baseline. */
export function FiguresView({ data }: { readonly data: Views["figures"] }) {
  if (data.figures.length === 0) return <p className="text-muted">Nothing to count.</p>;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {data.figures.map(({ label, value, unit, note, state }) => (
        <div key={label} className="min-w-24">
          <dt className="text-xs text-muted">{label}</dt>
          <dd className="text-[22px] leading-8 font-medium tracking-tight">
            <Amount value={value} unit={unit} />
            {state === undefined || note !== undefined ? null : (
              <span className="ml-1.5 inline-block align-[2px]">
                <StateIcon state={state} size={16} />
                <span className="sr-only">{words[state]}</span>
              </span>
            )}
          </dd>
          <dd className="text-xs text-muted">{state === undefined || note === undefined ? note : <StateMark state={state}>{note}</StateMark>}</dd>
        </div>
      ))}
    </dl>
  );
}
