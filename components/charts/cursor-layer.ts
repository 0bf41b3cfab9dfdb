import type { Geometry } from "./line-path";
import type { Readout } from "./plot";
import { shown, svg, write } from "./svg";
import { momentLabel } from "./time-axis";

/** The crosshair of one chart: a line, a dot on each drawn line, and the moment at the foot. */
export interface CursorLayer {
  paint(readout: Readout, geometry: Geometry): void;
}

const charWidth = 6.7;

export function createCursorLayer(host: SVGGElement, width: number, height: number, dotted = true): CursorLayer {
  host.style.display = "none";
  const line = svg(host, "path", { stroke: "var(--muted)", "stroke-width": "1", d: `M0 0V${height}`, fill: "none" });
  const dots = svg(host, "g");
  const foot = svg(host, "g", { transform: `translate(0 ${height + 4})` });
  const box = svg(foot, "rect", { height: "18", rx: "4", fill: "var(--raised)", stroke: "var(--line-strong)" });
  const text = svg(foot, "text", { y: "13", "text-anchor": "middle", fill: "var(--text)", class: "font-mono text-[11px]" });

  return {
    paint({ at, view, series }, geometry) {
      const visible = at !== undefined;
      shown(host, visible);
      if (!visible) return;
      const x = ((at - geometry.from) / (geometry.to - geometry.from)) * width;
      line.setAttribute("transform", `translate(${x.toFixed(1)} 0)`);
      const label = momentLabel(at, view.range);
      write(text, label);
      const size = (label.length + 2) * charWidth;
      const left = Math.max(-30, Math.min(width + 14 - size, x - size / 2));
      box.setAttribute("x", left.toFixed(1));
      box.setAttribute("width", size.toFixed(1));
      text.setAttribute("x", (left + size / 2).toFixed(1));
      if (!dotted) return;
      while (dots.childElementCount > series.length) dots.lastElementChild?.remove();
      series.forEach((one, index) => {
        const dot = (dots.children[index] as SVGCircleElement | undefined) ?? svg(dots, "circle", { r: "3", stroke: "var(--surface)", "stroke-width": "1.5" });
        const value = one.valueAt(at);
        shown(dot, Number.isFinite(value));
        if (!Number.isFinite(value)) return;
        dot.setAttribute("fill", `var(--s${one.spec.colour + 1})`);
        dot.setAttribute("cx", x.toFixed(1));
        dot.setAttribute("cy", (height - ((value - (geometry.bottom ?? 0)) / (geometry.top - (geometry.bottom ?? 0))) * height).toFixed(1));
      });
    },
  };
}
