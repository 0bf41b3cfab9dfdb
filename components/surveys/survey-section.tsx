"use client";
import { useState } from "react";
import { More } from "@/components/ui/more";
import type { SurveySection as Section } from "@/lib/model";
import { FactCell, factWords } from "./fact-cell";

/** Rows shown before somebody asks for more. */
const shown = 100;

/** One table of a survey under its heading and its answer in a sentence. */
export function SurveySection({ section, cluster, filter }: { readonly section: Section; readonly cluster: string; readonly filter: string }) {
  const { title, sentence, columns, rows, text } = section;
  const [all, setAll] = useState(false);
  const wanted = filter.toLowerCase().split(/\s+/).filter((word) => word !== "");
  const matching = wanted.length === 0 ? rows : rows.filter((row) => {
    const words = row.map(factWords).join(" ").toLowerCase();
    return wanted.every((word) => words.includes(word));
  });
  const listed = all ? matching : matching.slice(0, shown);
  return (
    <section aria-label={title} className="min-w-0 rounded-m border border-line bg-surface">
      <header className="px-4 pt-3">
        <h2 className="font-semibold tracking-tight">{title}</h2>
        <p className="text-[13px] text-muted">{sentence}</p>
      </header>
      {text === undefined ? null : (
        <pre role="region" aria-label={`${title}: text`} tabIndex={0} className="mx-4 my-3 max-h-96 overflow-auto rounded-s bg-sunken p-3 font-mono text-xs leading-5">
          {text}
        </pre>
      )}
      {columns.length === 0 ? null : matching.length === 0 ? (
        <p className="px-4 pt-2 pb-3.5 text-[13px] text-muted">{rows.length === 0 ? "Nothing to list." : `None of ${rows.length} rows contains “${filter}”.`}</p>
      ) : (
        <div role="region" aria-label={`${title}: table`} tabIndex={0} className="overflow-x-auto px-4 pt-2 pb-3.5">
          <table className="w-full border-collapse text-[13px]">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" className="py-1 pr-4 text-left font-medium whitespace-nowrap text-muted last:pr-0">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {listed.map((row, index) => (
                // Rows have no name of their own and are replaced all at once.
                <tr key={`${index} ${row.map(factWords).join(" ")}`} className="border-t border-line">
                  {row.map((value, column) => (
                    <td key={columns[column]} className="max-w-96 py-1.5 pr-4 align-baseline wrap-anywhere last:pr-0">
                      <FactCell value={value} cluster={cluster} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <More className="mt-2" hidden={matching.length - shown} all={all} onChange={setAll} />
        </div>
      )}
    </section>
  );
}
