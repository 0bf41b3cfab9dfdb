import { Go } from "@/components/ui/go";
import { Meter } from "@/components/ui/meter";
import { Amount } from "@/components/ui/quantity";
import type { Views } from "@/lib/model";

/** How full each of several things is: percent and amount, as the question asks for both. */
export function MetersView({ data: { meters } }: { readonly data: Views["meters"] }) {
  if (meters.length === 0) return <p className="text-muted">Nothing to measure here.</p>;
  return (
    <ul className="flex max-h-80 flex-col gap-2 overflow-y-auto pr-1">
      {meters.map(({ label, used, total, unit, href }) => {
        const fraction = total > 0 ? used / total : null;
        return (
          <li key={label}>
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 wrap-anywhere">
                {href === undefined ? (
                  label
                ) : (
                  <Go href={href} className="hover:underline">
                    {label}
                  </Go>
                )}
              </span>
              <span className="shrink-0">
                {fraction === null ? "–" : <Amount value={fraction} unit="fraction" />}
                <span className="ml-3 text-[13px] text-muted">
                  <Amount value={used} unit={unit} /> of <Amount value={total} unit={unit} />
                </span>
              </span>
            </div>
            <Meter label={label} fraction={fraction} ink="text-s3" />
          </li>
        );
      })}
    </ul>
  );
}
