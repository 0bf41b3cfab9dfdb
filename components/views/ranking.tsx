import { Go } from "@/components/ui/go";
import { Meter } from "@/components/ui/meter";
import { Amount } from "@/components/ui/quantity";
import { format, type RankedItem, type Unit, type Views } from "@/lib/model";

function Ranks({ title, items, unit, top, ink }: { readonly title: string; readonly items: readonly RankedItem[]; readonly unit: Unit; readonly top: number; readonly ink: string }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1 text-xs text-muted">{title}</h4>
      <ol className="flex flex-col gap-1.5">
        {items.map(({ name, namespace, value, href }) => (
          <li key={`${namespace ?? ""}/${name}`}>
            <div className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 wrap-anywhere">
                {href === undefined ? (
                  name
                ) : (
                  <Go href={href} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">
                    {name}
                  </Go>
                )}
                {namespace === undefined ? null : (
                  <>
                    {" "}
                    <span className="inline-block text-xs text-muted">{namespace}</span>
                  </>
                )}
              </span>
              <Amount value={value} unit={unit} />
            </div>
            <Meter label={`${name}: ${format(value, unit)}`} fraction={top > 0 ? value / top : 0} ink={ink} />
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Who uses most and who uses least, side by side on one scale. */
export function RankingView({ data: { most, least, unit, of } }: { readonly data: Views["ranking"] }) {
  if (of === 0) return <p className="text-muted">Nothing to compare here.</p>;
  const spaces = new Set([...most, ...least].map(({ namespace }) => namespace));
  const [shared] = spaces.size === 1 ? spaces : [];
  const short = (items: readonly RankedItem[]) => (shared === undefined ? items : items.map(({ namespace: _, ...item }) => item));
  const top = Math.max(...most.map(({ value }) => value), 0);
  return (
    <>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Ranks title="Most" items={short(most)} unit={unit} top={top} ink="text-s1" />
        <Ranks title="Least" items={short(least)} unit={unit} top={top} ink="text-s5" />
      </div>
      <p className="mt-2 text-xs text-muted">
        {of === 1 ? "Only one to compare" : `Of ${of} compared`}
        {shared === undefined ? "" : `, all in ${shared}`}
      </p>
    </>
  );
}
