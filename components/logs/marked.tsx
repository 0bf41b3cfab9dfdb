import type { Piece } from "./ansi";
import type { Span } from "./search";

/** Parts of a line with what the search found marked. */
export function Marked({ pieces, spans, current }: { readonly pieces: readonly Piece[]; readonly spans: readonly Span[]; readonly current: boolean }) {
  return cutAt(pieces, spans).map(({ text, className, found }, index) => {
    if (found) return <mark key={index} className={`rounded-[2px] ${current ? "bg-warn text-surface" : "bg-warn-bg text-warn"}`}>{text}</mark>;
    return className === "" ? text : <span key={index} className={className}>{text}</span>;
  });
}

/** Cuts parts where what was found begins and ends. */
export function cutAt(pieces: readonly Piece[], spans: readonly Span[]): readonly (Piece & { readonly found: boolean })[] {
  if (spans.length === 0) return pieces.map((piece) => ({ ...piece, found: false }));
  const cut: (Piece & { readonly found: boolean })[] = [];
  let begin = 0;
  let next = 0;
  for (const { text, className } of pieces) {
    const end = begin + text.length;
    let at = begin;
    while (at < end) {
      while ((spans[next]?.to ?? Infinity) <= at) next += 1;
      const span = spans[next];
      const inside = span !== undefined && span.from <= at;
      const stop = Math.min(end, span === undefined ? end : inside ? span.to : span.from);
      cut.push({ text: text.slice(at - begin, stop - begin), className, found: inside });
      at = stop;
    }
    begin = end;
  }
  return cut;
}
