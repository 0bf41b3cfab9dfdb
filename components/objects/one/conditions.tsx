import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import type { ObjectCondition } from "@/lib/model";

/** An object's conditions, those that are not as they should be first. */
export function Conditions({ conditions }: { readonly conditions: readonly ObjectCondition[] }) {
  if (conditions.length === 0) return null;
  const told = conditions.toSorted((a, b) => Number(a.good !== false) - Number(b.good !== false));
  return (
    <section aria-label="Conditions" className="rounded-m border border-line bg-surface px-4 pt-3 pb-2">
      <h2 className="mb-1 font-semibold tracking-tight">Conditions</h2>
      <ul>
        {told.map(({ type, status, reason, message, since, good }) => (
          <li key={type} className="border-t border-line py-1.5 text-[13px] first:border-t-0">
            <div className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium wrap-anywhere">{type}</span>
              {good === undefined ? <span>{status}</span> : <StateMark state={good ? "ok" : "warn"}>{status}</StateMark>}
              {since === undefined ? null : (
                <span className="ml-auto text-muted">
                  <Ago at={since} every={5_000} />
                </span>
              )}
            </div>
            {reason === undefined && message === undefined ? null : (
              <p className="wrap-anywhere text-muted">{[reason, message].filter((text) => text !== undefined).join(": ")}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
