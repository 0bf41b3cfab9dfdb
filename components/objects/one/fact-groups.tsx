import { FactCell } from "@/components/surveys/fact-cell";
import { Meter } from "@/components/ui/meter";
import type { FactGroup, FactValue } from "@/lib/model";

/** One value of a summary. A part of a whole is neither good nor bad by itself here: all pods ready is a full bar too. */
function Value({ cluster, value }: { readonly cluster: string; readonly value: FactValue }) {
  if (!("part" in value)) return <FactCell cluster={cluster} value={value} />;
  return (
    <span className="flex max-w-60 min-w-28 flex-col gap-1">
      <span>{value.text}</span>
      <Meter label={value.text} fraction={value.of === 0 ? null : value.part / value.of} />
    </span>
  );
}

/** The summary of an object, in groups. */
export function FactGroups({ cluster, groups }: { readonly cluster: string; readonly groups: readonly FactGroup[] }) {
  return groups.map((group) => (
    <section key={group.title} aria-label={group.title} className="min-w-0 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <h2 className="mb-2 font-semibold tracking-tight">{group.title}</h2>
      {group.facts === undefined ? null : (
        <dl className="grid gap-x-6 gap-y-1.5 text-[13px] sm:grid-cols-[max-content_1fr]">
          {group.facts.map(({ label, value, note }, index) => (
            <div key={`${label} ${index}`} className="grid sm:col-span-2 sm:grid-cols-subgrid">
              <dt title={note} className={`text-muted ${note === undefined ? "" : "decoration-dotted underline-offset-2 hover:underline"}`}>
                {label}
                {note === undefined ? null : <span className="sr-only">: {note}</span>}
              </dt>
              <dd className="min-w-0 wrap-anywhere">
                <Value cluster={cluster} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {group.table === undefined ? null : <FactTable cluster={cluster} title={group.title} table={group.table} />}
    </section>
  ));
}

/** Short words stay on one line; what is long may break anywhere, but not into slivers: the table scrolls instead. */
function wrap(value: FactValue): string {
  const words = "text" in value ? (value.text ?? "") : "ref" in value ? value.ref.name : "";
  if ("chips" in value) return "min-w-40";
  return words.length > 44 ? "min-w-64 wrap-anywhere" : "whitespace-nowrap";
}

function FactTable({ cluster, title, table: { columns, rows } }: { readonly cluster: string; readonly title: string; readonly table: NonNullable<FactGroup["table"]> }) {
  return (
    <div role="region" aria-label={`${title}, as a table`} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-[13px]">
        <thead className="text-left text-muted">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="py-1 pr-4 font-medium whitespace-nowrap last:pr-0">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className="border-t border-line">
              {row.map((value, index) =>
                index === 0 ? (
                  <th key={index} scope="row" className={`py-1.5 pr-4 text-left align-baseline font-medium ${wrap(value)}`}>
                    <Value cluster={cluster} value={value} />
                  </th>
                ) : (
                  <td key={index} className={`py-1.5 pr-4 align-baseline last:pr-0 ${wrap(value)}`}>
                    <Value cluster={cluster} value={value} />
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
