"use client";
import { memo, useMemo } from "react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { ansiPieces } from "./ansi";
import { exactTime, localTime } from "./exact-time";
import { foldedText, jsonLine, type JsonLine } from "./json-line";
import { levelNames } from "./level";
import type { Line } from "./line-ring";
import { Marked } from "./marked";
import type { Matcher } from "./search";
import { Swatch } from "./swatch";
import { visible } from "./escapes";

export interface RowProps {
  readonly number: number;
  readonly line: Line;
  /** What its stream is called, where there are several. */
  readonly name: string | undefined;
  readonly times: boolean;
  readonly wrap: boolean;
  readonly matcher: Matcher | undefined;
  /** The search stepped to it. */
  readonly current: boolean;
  readonly open: boolean;
  readonly onOpen: (number: number) => void;
  /** For whether a line is of today, ms. */
  readonly now: number;
}

/** Of a longer line only so much is drawn until somebody wants all of it. */
const longest = 2_000;
const edges = ["", "", "", "", "border-l-warn", "border-l-crit", "border-l-crit"] as const;
const levelInks = ["", "text-muted", "text-muted", "text-info", "text-warn", "text-crit", "text-crit"] as const;

/** One line: whose it is, when it was written, what it says. */
export const LogRow = memo(function LogRow(props: RowProps) {
  const { number, line, name, times, wrap, open, onOpen, now, current } = props;
  const json = useMemo(() => jsonLine(line.plain), [line]);
  if (line.stream < 0) {
    return <p className="border-l-2 border-l-line-strong px-2 font-sans text-xs leading-5 whitespace-nowrap text-muted italic">{line.text}</p>;
  }
  const foldable = json !== undefined || line.plain.length > longest;
  return (
    <div className={`flex min-w-full items-start border-l-2 pr-3 ${current ? "bg-stale-bg" : "hover:bg-sunken"} ${edges[line.level] === "" ? "border-l-transparent" : (edges[line.level] ?? "")}`}>
      {foldable ? (
        <button type="button" aria-expanded={open} aria-label={open ? "Fold this line" : "Unfold this line"} onClick={() => onOpen(number)} className="flex h-5 w-5 shrink-0 items-center justify-center text-faint hover:text-text">
          {open ? <ChevronDown aria-hidden="true" width={13} height={13} /> : <ChevronRight aria-hidden="true" width={13} height={13} />}
        </button>
      ) : (
        <span className="w-5 shrink-0" />
      )}
      {name === undefined ? null : (
        <span title={name} className="mr-2 inline-flex h-5 w-36 shrink-0 items-center gap-1.5 text-muted max-sm:w-auto">
          <Swatch stream={line.stream} />
          <span className="truncate max-sm:sr-only">{name}</span>
        </span>
      )}
      {times ? (
        <time dateTime={line.time} title={line.time === "" ? undefined : exactTime(line.time)} className="mr-2.5 shrink-0 text-faint">
          {localTime(line.time, now)}
        </time>
      ) : null}
      <div className={wrap || open ? "min-w-0 flex-1 wrap-anywhere whitespace-pre-wrap" : "whitespace-pre"}>
        <Body {...props} json={json} />
        {line.cut === 0 ? null : <span className="font-sans text-warn"> … {line.cut.toLocaleString("en")} more bytes were cut off.</span>}
      </div>
    </div>
  );
});

function Body({ line, json, matcher, current, open }: RowProps & { readonly json: JsonLine | undefined }) {
  const folded = useMemo(() => (json === undefined ? undefined : foldedText(json)), [json]);
  // What was found in a part that folding leaves out is shown as it was written.
  const hides = matcher !== undefined && folded !== undefined && matcher.matches(line.plain) && !matcher.matches(folded);
  if (json !== undefined && !hides) {
    return (
      <>
        <Folded json={json} matcher={matcher} current={current} />
        {open ? <pre className="mt-1 mb-1.5 overflow-x-auto rounded-s bg-sunken p-2 whitespace-pre-wrap wrap-anywhere">{visible(json.whole)}</pre> : null}
      </>
    );
  }
  const short = !open && line.plain.length > longest;
  const text = short ? line.plain.slice(0, longest) : line.plain;
  const pieces = short ? [{ text: visible(text), className: "" }] : ansiPieces(line.text);
  // Where the two readings of escapes differ, the one that is searched counts.
  const same = pieces.reduce((sum, piece) => sum + piece.text.length, 0) === text.length;
  return (
    <>
      <Marked pieces={same ? pieces : [{ text: visible(text), className: "" }]} spans={matcher?.spans(text) ?? []} current={current} />
      {short ? <span className="font-sans text-muted"> … {(line.plain.length - longest).toLocaleString("en")} more characters</span> : null}
    </>
  );
}

/** A JSON line as a sentence: level, message, then the other fields. */
function Folded({ json, matcher, current }: { readonly json: JsonLine; readonly matcher: Matcher | undefined; readonly current: boolean }) {
  const marked = (text: string, className = "") => <Marked pieces={[{ text: visible(text), className }]} spans={matcher?.spans(text) ?? []} current={current} />;
  return (
    <>
      {json.level === 0 ? null : <span className={`font-medium ${levelInks[json.level] ?? ""}`}>{marked(levelNames[json.level])} </span>}
      {json.message === undefined ? null : <span>{marked(json.message)} </span>}
      {json.fields.map(({ name, value }) => (
        <span key={name}>
          {marked(`${name}=`, "text-muted")}
          {marked(value)}{" "}
        </span>
      ))}
    </>
  );
}
