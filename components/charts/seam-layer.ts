import { duration } from "@/lib/model/units";
import type { Geometry } from "./line-path";
import { shown, svg, write } from "./svg";

/** Marks where live measurements begin: left of it the lines are coarser. */
export interface SeamLayer {
  paint(stretch: { readonly seam: number; readonly seamEvery: number }, geometry: Geometry): void;
}

/** The words stand on the side of the line that they speak of, where there is room for them, px. */
const room = 40;

export function createSeamLayer(host: SVGGElement, width: number, height: number): SeamLayer {
  host.setAttribute("data-seam", "");
  svg(host, "path", { d: `M0 0V${height}`, stroke: "var(--line-strong)", "stroke-dasharray": "3 4", fill: "none" });
  const words = svg(host, "text", { x: "5", y: String(height - 5), class: "font-mono text-[10px]", fill: "var(--faint)", stroke: "var(--surface)", "stroke-width": "3", "paint-order": "stroke" });
  return {
    paint({ seam, seamEvery }, { from, to }) {
      const x = ((seam - from) / (to - from)) * width;
      const within = x > 1 && x < width - 1;
      shown(host, within);
      if (!within) return;
      host.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
      shown(words, x < width - room);
      write(words, `${duration(seamEvery)} →`);
    },
  };
}
