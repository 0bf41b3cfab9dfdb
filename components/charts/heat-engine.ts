import type { View } from "./board";
import { createCursorLayer, type CursorLayer } from "./cursor-layer";
import { paintHeat } from "./heat-paint";
import type { Geometry } from "./line-path";
import { inOrder, type LineSpec } from "./lines";
import { createMarkLayer, type MarkLayer } from "./mark-layer";
import type { Mark } from "./marks";
import { emitter, type Plot, type Readout, type Shell } from "./plot";
import type { PlotOptions } from "./plot-engine";
import type { Scale } from "./scale";
import { createSeries, type Series } from "./series";
import { svg, svgLayer } from "./svg";
import { isRelative } from "./time-axis";
import { createStretch } from "./timeline";

interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly geometry: Geometry;
  readonly marks: MarkLayer;
  readonly cursor: CursorLayer;
}

/**
 * Many like series (64 cores) as a strip each, the first at the foot, darker where it is higher; values are
 * fractions of 1. Where a person points, the readout's `focus` names the series.
 */
export function createHeatPlot({ timeline, board, unit, noun }: Pick<PlotOptions, "timeline" | "board" | "unit"> & { readonly noun: string }): Plot {
  const stretch = createStretch();
  const readouts = emitter<Readout>();
  const shells = emitter<Shell>();
  let shell: Shell = { lines: [], scale: rows(1), range: board.view.range, edge: board.view.to };
  let series: Series[] = [];
  let marks: readonly Mark[] = [];
  let version = -1;
  let visible = false;
  let focus: number | undefined;
  let drawn: Drawn | undefined;

  function readout(view: View): Readout {
    const offset = board.cursor.offset;
    const at = offset === undefined ? undefined : view.to - offset;
    return { at, view, series, mark: at === undefined ? undefined : drawn?.marks.at(at), focus };
  }

  const plot: Plot = {
    unit,
    noun,
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
    pointAt(part) {
      focus = part === undefined ? undefined : Math.min(series.length - 1, Math.floor((1 - part) * series.length));
    },
    step(by) {
      focus = Math.min(series.length - 1, Math.max(0, (focus ?? (by > 0 ? -1 : series.length)) + by));
      board.invalidateOne(plot);
    },
    attach(stage, width, height) {
      const canvas = document.createElement("canvas");
      canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%;image-rendering:pixelated;color:var(--s1);border-radius:2px";
      stage.append(canvas);
      const over = svgLayer(stage, "visible");
      const layer = createMarkLayer(svg(over, "g"), width, height);
      drawn = { canvas, geometry: { width, height, from: 0, to: 1, top: 1 }, marks: layer, cursor: createCursorLayer(svg(over, "g"), width, height, false) };
      plot.paint(board.view);
      return () => {
        stage.replaceChildren();
        drawn = undefined;
      };
    },
    paint(view) {
      if (drawn === undefined) return;
      if (version !== timeline.version) {
        version = timeline.version;
        series = inOrder(timeline.lines(), []).map((id) => createSeries(spec(id)));
      }
      timeline.stretch(view.from, view.to, stretch);
      for (const one of series) one.read(timeline, stretch);
      const edge = isRelative(view.range) || Math.abs(view.to - shell.edge) < (view.to - view.from) / 400 ? shell.edge : view.to;
      const scale = shell.scale.top === Math.max(1, series.length) ? shell.scale : rows(Math.max(1, series.length));
      if (scale !== shell.scale || view.range !== shell.range || edge !== shell.edge) {
        shell = { lines: shell.lines, scale, range: view.range, edge };
        shells.emit(shell);
      }
      Object.assign(drawn.geometry, { from: view.from, to: view.to });
      paintHeat(drawn.canvas, series, stretch, drawn.geometry);
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
  };
  return plot;
}

const spec = (id: string): LineSpec => ({ id, label: id, members: [id], combine: "sum", colour: 0 });

/** An axis that counts the rows: the first stands at the foot. */
function rows(count: number): Scale {
  const ticks = count < 4 ? [0, count] : [0, Math.round(count / 2), count];
  return { top: count, ticks, unitName: "", label: String };
}
