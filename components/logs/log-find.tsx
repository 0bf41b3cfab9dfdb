"use client";
import type { KeyboardEvent } from "react";
import { ArrowDown, ArrowUp } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { levelChoices, type LogChoice } from "./choice";
import { Choose, Toggle } from "./toggle";
import type { Level } from "./level";

const levelWords: Readonly<Partial<Record<Level, string>>> = { 0: "all levels", 3: "info and worse", 4: "warnings and worse", 5: "errors" };

/** What is looked for in the lines, and which of them are shown. */
export function LogFind({
  choice,
  onChange,
  mistake,
  count,
  place,
  onStep,
}: {
  readonly choice: LogChoice;
  readonly onChange: (change: Partial<LogChoice>) => void;
  /** What is wrong with the pattern. */
  readonly mistake: string | undefined;
  /** Lines in which something was found. */
  readonly count: number;
  /** Which of them is stepped to, from 0. */
  readonly place: number | undefined;
  readonly onStep: (by: 1 | -1) => void;
}) {
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    onStep(event.shiftKey ? -1 : 1);
  };
  const searching = choice.search !== "";
  return (
    <div role="search" aria-label="Search in the lines" className="flex flex-wrap items-center gap-x-2 gap-y-2">
      <input
        type="search"
        aria-label="Search in the lines"
        aria-invalid={mistake !== undefined}
        aria-describedby={mistake === undefined ? undefined : "log-search-mistake"}
        placeholder={choice.pattern ? "Pattern, as in time(out|d out)" : "Search"}
        title="Enter steps to the next line, Shift Enter to the one before"
        value={choice.search}
        onChange={({ target }) => onChange({ search: target.value })}
        onKeyDown={press}
        data-filter=""
        autoComplete="off"
        spellCheck={false}
        maxLength={1_000}
        className="h-8 w-64 rounded-s border border-line-field bg-surface px-2.5 font-mono text-xs placeholder:font-sans placeholder:text-faint aria-invalid:border-crit max-sm:w-full"
      />
      <Toggle pressed={choice.pattern} onChange={(pattern) => onChange({ pattern })} title="The search is a pattern (RE2)" label="Pattern">
        <span className="font-mono">.*</span>
      </Toggle>
      <Toggle pressed={choice.exact} onChange={(exact) => onChange({ exact })} title="Upper and lower case differ" label="Match case">
        Aa
      </Toggle>
      {searching ? (
        <span className="inline-flex items-center gap-1">
          <span role="status" className="text-[13px] whitespace-nowrap text-muted">
            {mistake === undefined ? found(count, place) : ""}
          </span>
          <IconButton aria-label="Line before (Shift Enter)" disabled={count === 0} onClick={() => onStep(-1)}>
            <ArrowUp aria-hidden="true" width={15} height={15} />
          </IconButton>
          <IconButton aria-label="Next line (Enter)" disabled={count === 0} onClick={() => onStep(1)}>
            <ArrowDown aria-hidden="true" width={15} height={15} />
          </IconButton>
          <Toggle pressed={choice.matching} onChange={(matching) => onChange({ matching })} title="Hide the lines in which nothing is found">
            Only these
          </Toggle>
        </span>
      ) : null}
      <Choose label="Show" value={choice.level} options={levelChoices.map((level) => ({ value: level, words: levelWords[level] ?? "" }))} onChange={(level) => onChange({ level })} />
      {mistake === undefined ? null : (
        <p id="log-search-mistake" role="alert" className="w-full text-[13px] text-crit">
          {mistake}
        </p>
      )}
    </div>
  );
}

function found(count: number, place: number | undefined): string {
  if (count === 0) return "not found";
  const lines = count === 1 ? "1 line" : `${count.toLocaleString("en")} lines`;
  return place === undefined ? lines : `${(place + 1).toLocaleString("en")} of ${lines}`;
}
