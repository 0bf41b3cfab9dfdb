import type { Unit } from "@/lib/model/units";
import type { Board, Paintable, View } from "./board";
import { createCursorLayer, type CursorLayer } from "./cursor-layer";
import { linePath, type Geometry } from "./line-path";
import { chooseLines, dashes, inOrder, sameLines, type LineSpec } from "./lines";
import { createMarkLayer, type MarkLayer } from "./mark-layer";
import type { Mark } from "./marks";
import { emitter, type Plot, type Readout, type Shell } from "./plot";
import { createScaler, scaleFor } from "./scale";
import { createSeries, type Series } from "./series";
import { createSeamLayer, type SeamLayer } from "./seam-layer";
import { svg, svgLayer } from "./svg";
import { isRelative } from "./time-axis";
import { createStretch, type Stretch, type Timeline } from "./timeline";

/** What a chart of lines is made from. */
export interface PlotOptions {
  readonly timeline: Timeline;
  readonly board: Board;
  readonly unit: Unit;
  /** Lines that stand first, in this order. */
  readonly preferred?: readonly string[];
  /** The natural top of the axis now, where there is one. */
  readonly natural?: () => number | undefined;
}

/** The choice of lines is looked at again this often, ms. */
const chooseEvery = 30_000;

/**
 * Draws lines into the plot area of a shell: reads the timeline, sets `<path d>`, and asks for
 * another shell only when the scale steps or other lines are to be drawn.
 */
export function createLinePlot({ timeline, board, unit, preferred = [], natural }: PlotOptions): Plot {
  const stretch = createStretch();
  const scaler = createScaler(unit);
  const readouts = emitter<Readout>();
  const shells = emitter<Shell>();
  let shell: Shell = { lines: [], scale: scaleFor(0, unit, natural?.()), range: board.view.range, edge: board.view.to };
  let series: Series[] = [];
  let chosen = { version: -1, at: 0, range: "" };
  let marks: readonly Mark[] = [];
  let visible = false;
  let drawn: Drawn | undefined;

  function choose(view: View): readonly LineSpec[] {
    if (chosen.version === timeline.version && chosen.range === view.range && view.to - chosen.at < chooseEvery) return shell.lines;
    chosen = { version: timeline.version, at: view.to, range: view.range };
    const ids = inOrder(timeline.lines(), preferred);
    const heights = new Map(ids.map((id) => [id, createSeries(single(id)).read(timeline, stretch).peak]));
    const lines = chooseLines(ids, heights, unit, shell.lines);
    return sameLines(lines, shell.lines) ? shell.lines : lines;
  }

  function readout(view: View): Readout {
    const offset = board.cursor.offset;
    const at = offset === undefined ? undefined : view.to - offset;
    return { at, view, series, mark: at === undefined ? undefined : drawn?.marks.at(at) };
  }

  const plot: Plot = {
    unit,
    get visible() {
      return visible && drawn !== undefined;
    },
    get shell() {
      return shell;
    },
    get marks() {
      return marks;
    },
    onShell: shells.add,
    onReadout(listener) {
      listener(readout(board.view));
      return readouts.add(listener);
    },
    setVisible(next) {
      visible = next;
      if (next) board.invalidateOne(plot);
    },
    setMarks(next) {
      marks = next;
      board.invalidateOne(plot);
    },
    attach(stage, width, height) {
      drawn = draw(stage, width, height);
      // At once, and off screen too: a new shell is never seen empty.
      plot.paint(board.view);
      return () => {
        stage.replaceChildren();
        drawn = undefined;
      };
    },
    paint(view) {
      if (drawn === undefined) return;
      timeline.stretch(view.from, view.to, stretch);
      const lines = choose(view);
      if (lines !== shell.lines || series.length === 0) series = lines.map(createSeries);
      let peak = 0;
      let low = 0;
      for (const one of series) {
        one.read(timeline, stretch);
        if (one.peak > peak) peak = one.peak;
        if (one.low < low) low = one.low;
      }
      const scale = scaler(peak, natural?.(), view.to, low);
      const edge = isRelative(view.range) || Math.abs(view.to - shell.edge) < (view.to - view.from) / 400 ? shell.edge : view.to;
      if (lines !== shell.lines || scale !== shell.scale || view.range !== shell.range || edge !== shell.edge) {
        shell = { lines, scale, range: view.range, edge };
        shells.emit(shell);
      }
      Object.assign(drawn.geometry, { from: view.from, to: view.to, top: scale.top, bottom: scale.bottom ?? 0 });
      paintLines(drawn, series, stretch);
      drawn.marks.paint(marks, drawn.geometry);
      plot.paintCursor(view);
    },
    paintCursor(view) {
      if (drawn === undefined) return;
      Object.assign(drawn.geometry, { from: view.from, to: view.to });
      const now = readout(view);
      drawn.cursor.paint(now, drawn.geometry);
      readouts.emit(now);
    },
  } satisfies Plot & Paintable;
  return plot;
}

const single = (id: string): LineSpec => ({ id, label: id, members: [id], combine: "sum", colour: 0 });

/** What is on the screen. */
interface Drawn {
  readonly geometry: Geometry;
  readonly lines: SVGGElement;
  readonly paths: SVGPathElement[];
  readonly seam: SeamLayer;
  readonly marks: MarkLayer;
  readonly cursor: CursorLayer;
}

function draw(stage: HTMLElement, width: number, height: number): Drawn {
  const plot = svgLayer(stage, "hidden");
  const over = svgLayer(stage, "visible");
  const seam = createSeamLayer(svg(plot, "g"), width, height);
  const lines = svg(plot, "g", { fill: "none", "stroke-width": "1.6", "stroke-linejoin": "round" });
  const marks = createMarkLayer(svg(over, "g"), width, height);
  const cursor = createCursorLayer(svg(over, "g"), width, height);
  return { geometry: { width, height, from: 0, to: 1, top: 1, bottom: 0 }, lines, paths: [], seam, marks, cursor };
}

function paintLines({ lines, paths, geometry, seam }: Drawn, series: readonly Series[], stretch: Stretch): void {
  while (paths.length > series.length) paths.pop()?.remove();
  series.forEach((one, index) => {
    const path = (paths[index] ??= svg(lines, "path"));
    const { colour } = one.spec;
    if (path.dataset["colour"] !== String(colour)) {
      path.dataset["colour"] = String(colour);
      path.setAttribute("stroke", `var(--s${colour + 1})`);
      path.setAttribute("stroke-dasharray", series.length > 2 ? (dashes[colour] ?? "") : "");
    }
    path.setAttribute("d", linePath(stretch, one.values, geometry));
  });
  seam.paint(stretch, geometry);
}
