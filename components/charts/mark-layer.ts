import type { Geometry } from "./line-path";
import { mergeMarks, placeLabels, type Mark } from "./marks";
import { shown, svg, write } from "./svg";

/** The event marks of one chart. */
export interface MarkLayer {
  paint(marks: readonly Mark[], geometry: Geometry): void;
  /** The strongest mark within a few px of a moment (ms), as last painted. */
  at(moment: number): Mark | undefined;
}

/** How near a cursor must be to read a mark, px. */
const reach = 6;
const rowHeight = 12;

interface Drawn {
  readonly group: SVGGElement;
  readonly band: SVGRectElement;
  readonly line: SVGPathElement;
  readonly text: SVGTextElement;
}

export function createMarkLayer(host: SVGGElement, width: number, height: number): MarkLayer {
  const drawn = new Map<string, Drawn>();
  let last: readonly Mark[] = [];
  let pxPerMs = 1;

  function make(mark: Mark): Drawn {
    const colour = `var(--${mark.tone})`;
    const group = svg(host, "g", { "data-mark": mark.strength });
    const band = svg(group, "rect", { height: String(height), fill: colour, opacity: "0.1" });
    const line = svg(group, "path", { fill: "none", stroke: colour, "stroke-width": mark.strength === "strong" ? "1.4" : "1", ...(mark.strength === "plain" ? { "stroke-dasharray": "2 3" } : {}) });
    line.setAttribute("d", mark.strength === "quiet" ? "M0 -2V5" : `M0 0V${height}`);
    if (mark.strength !== "quiet") svg(group, "path", { d: mark.strength === "strong" ? "M-6 -1h12l-6 8z" : "M-4 -1h8l-4 5.5z", fill: colour });
    const text = svg(group, "text", { fill: colour, class: "font-mono text-[10px]", "paint-order": "stroke", stroke: "var(--surface)", "stroke-width": "3", "stroke-linejoin": "round" });
    return { group, band, line, text };
  }

  return {
    paint(marks, { from, to }) {
      last = marks;
      pxPerMs = width / (to - from);
      const inView = marks.filter(({ at }) => at >= from && at <= to).map((mark) => ({ ...mark, x: (mark.at - from) * pxPerMs }));
      const merged = mergeMarks(inView);
      const labels = new Map(placeLabels(merged, width).map((label) => [label.id, label]));
      const seen = new Set<string>();
      for (const mark of merged) {
        const key = `${mark.id} ${mark.strength}`;
        seen.add(key);
        let one = drawn.get(key);
        if (one === undefined) drawn.set(key, (one = make(mark)));
        one.group.setAttribute("transform", `translate(${mark.x.toFixed(1)} 0)`);
        const lasted = mark.strength === "quiet" || mark.began === undefined ? 0 : (mark.at - mark.began) * pxPerMs;
        shown(one.band, lasted > 1);
        if (lasted > 1) {
          const seenWidth = Math.min(lasted, mark.x);
          one.band.setAttribute("x", (-seenWidth).toFixed(1));
          one.band.setAttribute("width", seenWidth.toFixed(1));
        }
        const label = labels.get(mark.id);
        shown(one.text, label !== undefined);
        if (label === undefined) continue;
        write(one.text, label.text);
        one.text.setAttribute("x", (label.x - mark.x).toFixed(1));
        one.text.setAttribute("y", String(9 + label.row * rowHeight));
        one.text.setAttribute("text-anchor", label.anchor);
      }
      for (const [key, one] of drawn) {
        if (seen.has(key)) continue;
        one.group.remove();
        drawn.delete(key);
      }
    },
    at(moment) {
      const rank = { strong: 0, plain: 1, quiet: 2 };
      const near = last.filter(({ at }) => Math.abs(at - moment) * pxPerMs <= reach);
      return near.sort((a, b) => rank[a.strength] - rank[b.strength] || Math.abs(a.at - moment) - Math.abs(b.at - moment))[0];
    },
  };
}
