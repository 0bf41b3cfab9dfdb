import { structuredPatch } from "diff";

interface Props {
  readonly before: string;
  readonly after: string;
  /** What is compared: "revision 3 with revision 2". */
  readonly label: string;
}

const looks = { "+": "bg-ok-bg", "-": "bg-crit-bg", " ": "" } as const;
const spoken = { "+": "added: ", "-": "removed: ", " ": "" } as const;

/** What differs between two texts, line by line; signs and words as well as colours. */
export function Difference({ before, after, label }: Props) {
  const { hunks } = structuredPatch("", "", before, after, "", "", { context: 3 });
  if (hunks.length === 0) return <p className="text-[13px] text-muted">Nothing differs: {label}.</p>;
  return (
    <div tabIndex={0} role="region" aria-label={`What differs: ${label}`} className="max-h-80 overflow-auto rounded-s border border-line bg-surface font-mono text-xs leading-[18px]">
      <div className="w-max min-w-full py-1">
        {hunks.map((hunk) => (
          <div key={hunk.oldStart} className="not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1">
            {hunk.lines.map((line, index) => {
              const sign = line.slice(0, 1);
              if (sign !== "+" && sign !== "-" && sign !== " ") return null;
              return (
                <div key={index} className={`flex whitespace-pre ${looks[sign]}`}>
                  <span aria-hidden="true" className="w-6 shrink-0 text-center text-muted select-none">
                    {sign}
                  </span>
                  <span className="pr-3">
                    {sign === " " ? null : <span className="sr-only">{spoken[sign]}</span>}
                    {line.slice(1)}
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
