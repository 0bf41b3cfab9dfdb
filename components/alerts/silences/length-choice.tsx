"use client";
import { useId } from "react";
import { useNow } from "@/components/live";
import { endOf, spans, spanWords, type Length } from "./silence-draft";

const exact = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

/** As a datetime-local field has it: the browser's own zone, to the minute. */
function localText(at: number): string {
  const date = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 16);
}

const option =
  "flex h-8 cursor-pointer items-center rounded-s border border-line-strong bg-sunken px-2.5 text-[13px] text-muted has-checked:border-text has-checked:bg-raised has-checked:font-medium has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-focus";

/** How long a silence lasts, with the exact end beside it. */
export function LengthChoice({ length, onChange }: { readonly length: Length; readonly onChange: (length: Length) => void }) {
  const id = useId();
  const now = useNow(10_000);
  const end = endOf(length, now);
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-[13px] font-medium">How long</legend>
      <div role="radiogroup" aria-label="How long" className="flex flex-wrap gap-1.5">
        {spans.map((span) => (
          <label key={span} className={option}>
            <input type="radio" name={id} className="sr-only" checked={"span" in length && length.span === span} onChange={() => onChange({ span })} />
            {spanWords(span)}
          </label>
        ))}
        <label className={option}>
          <input type="radio" name={id} className="sr-only" checked={"until" in length} onChange={() => onChange({ until: end })} />
          until…
        </label>
        {"until" in length ? (
          <input
            type="datetime-local"
            aria-label="Until"
            value={localText(length.until)}
            onChange={({ target }) => {
              const at = new Date(target.value).getTime();
              if (!Number.isNaN(at)) onChange({ until: at });
            }}
            className="h-8 rounded-s border border-line-field bg-surface px-2 text-[13px] text-text"
          />
        ) : null}
      </div>
      <p className="text-[13px] text-muted">
        Ends <time dateTime={new Date(end).toISOString()}>{exact.format(end)}</time>.
      </p>
    </fieldset>
  );
}
