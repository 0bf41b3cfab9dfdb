import type { ReactNode } from "react";

/** A row of {@link TableFrame}: on a phone its cells stand below each other. */
export const row = "border-t border-line max-md:flex max-md:flex-col max-md:gap-1 max-md:py-2.5 max-md:first:border-t-0";
export const cell = "min-w-0 py-2 pr-5 align-baseline wrap-anywhere last:pr-0 max-md:py-0 max-md:pr-0";

/** A table that becomes a list on a phone, so that nothing has to be moved sideways. */
export function TableFrame({ label, columns, children }: {
  readonly label: string;
  /** What stands above each, and how wide it is. */
  readonly columns: readonly (readonly [title: string, width: string])[];
  readonly children: ReactNode;
}) {
  return (
    <div className="px-4 pt-1 pb-2">
      <table role="table" aria-label={label} className="w-full table-fixed border-collapse text-[13px] max-md:block">
        <thead role="rowgroup" className="text-left text-muted max-md:sr-only">
          <tr role="row">
            {columns.map(([title, width]) => (
              <th key={title} role="columnheader" scope="col" className={`py-1.5 pr-5 font-medium whitespace-nowrap last:pr-0 ${width}`}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="max-md:block">
          {children}
        </tbody>
      </table>
    </div>
  );
}
