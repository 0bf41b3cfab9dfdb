import { Go } from "@/components/ui/go";
import { Amount } from "@/components/ui/quantity";
import type { Unit, Views } from "@/lib/model";

function Cell({ value, unit }: { readonly value: number | string | null; readonly unit: Unit | undefined }) {
  if (value === null) return <span className="text-faint">–</span>;
  if (typeof value === "string") return value;
  return <Amount value={value} unit={unit ?? "count"} />;
}

/** Rows that share columns; figures stand at the right edge of theirs. */
export function GridView({ data: { columns, rows }, label }: { readonly data: Views["grid"]; readonly label: string }) {
  if (rows.length === 0) return <p className="text-muted">No rows.</p>;
  return (
    // A region that scrolls sideways has to be reachable by keyboard.
    <div role="region" aria-label={`${label}: table`} tabIndex={0} className="max-h-80 overflow-auto">
      <table className="w-full border-collapse text-[13px]">
        <thead>
          <tr>
            {columns.map(({ id, title, unit }) => (
              <th key={id} scope="col" className={`sticky top-0 bg-surface py-1 pr-4 font-medium text-muted last:pr-0 ${unit === undefined ? "text-left" : "text-right"}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, href }) => (
            <tr key={key} className="border-t border-line">
              {columns.map(({ id, unit }, index) => {
                const cell = <Cell value={cells[index] ?? null} unit={unit} />;
                return (
                  <td key={id} className={`py-1 pr-4 align-baseline last:pr-0 ${unit === undefined ? "text-left wrap-anywhere" : "text-right"}`}>
                    {index === 0 && href !== undefined ? (
                      <Go href={href} className="hover:underline">
                        {cell}
                      </Go>
                    ) : (
                      cell
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
