import { Eye, EyeOff } from "lucide-react";
import type { LogStream } from "./log-reader";
import { Swatch } from "./swatch";

/** Which colour is which container; a press hides its lines. */
export function LogLegend({ streams, names, hidden, onChange }: { readonly streams: readonly LogStream[]; readonly names: readonly string[]; readonly hidden: ReadonlySet<number>; readonly onChange: (hidden: ReadonlySet<number>) => void }) {
  if (streams.length < 2) return null;
  const toggle = (stream: number) => {
    const next = new Set(hidden);
    if (!next.delete(stream)) next.add(stream);
    onChange(next);
  };
  return (
    <ul aria-label="Containers that are read" className="flex max-h-24 flex-wrap gap-x-1 gap-y-1 overflow-y-auto">
      {streams.map(({ pod, container }, stream) => (
        <li key={`${pod}/${container ?? ""}`}>
          <button
            type="button"
            aria-pressed={!hidden.has(stream)}
            title={`${pod}${container === undefined ? "" : `, container ${container}`}: ${hidden.has(stream) ? "hidden" : "shown"}`}
            onClick={() => toggle(stream)}
            className="inline-flex h-6 max-w-72 items-center gap-1.5 rounded-s px-1.5 font-mono text-xs text-muted hover:bg-sunken hover:text-text"
          >
            <Swatch stream={stream} />
            <span className={`truncate ${hidden.has(stream) ? "line-through" : ""}`}>{names[stream]}</span>
            {hidden.has(stream) ? <EyeOff aria-hidden="true" width={12} height={12} /> : <Eye aria-hidden="true" width={12} height={12} className="text-faint" />}
          </button>
        </li>
      ))}
    </ul>
  );
}
