import type { Geometry } from "./line-path";
import type { Series } from "./series";
import { gapIntervals, type Stretch } from "./timeline";

/** The faintest ink, so that an idle row is not the same as an unknown one. */
const faintest = 14;

/**
 * Fills one pixel column for each px of width and one pixel row for each series; the browser scales
 * rows up. A column shows the highest value in its time; gaps stay empty.
 */
export function paintHeat(canvas: HTMLCanvasElement, series: readonly Series[], stretch: Stretch, { width, from, to }: Geometry): void {
  const columns = Math.round(width);
  const rows = Math.max(1, series.length);
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const context = canvas.getContext("2d");
  if (context === null) return;
  const [red, green, blue] = ink(canvas);
  const image = context.createImageData(columns, rows);
  const { data } = image;
  const perMs = columns / (to - from);
  for (const [index, one] of series.entries()) {
    const row = (rows - 1 - index) * columns;
    let before = -1;
    for (let i = 0; i < stretch.count; i += 1) {
      const column = Math.min(columns - 1, Math.floor(((stretch.times[i] ?? 0) - from) * perMs));
      const value = one.values[i] ?? NaN;
      if (value !== value) {
        before = -1;
        continue;
      }
      const alpha = faintest + Math.min(1, Math.max(0, value)) * (255 - faintest);
      const start = stretch.joined[i] === 1 && before >= 0 ? Math.min(before + 1, column) : column;
      for (let x = Math.max(0, start); x <= column; x += 1) {
        const place = (row + x) * 4;
        if ((data[place + 3] ?? 0) >= alpha) continue;
        data[place] = red;
        data[place + 1] = green;
        data[place + 2] = blue;
        data[place + 3] = alpha;
      }
      before = Math.max(0, column);
    }
  }
  context.putImageData(image, 0, 0);
}

const inks = new WeakMap<HTMLCanvasElement, { readonly at: number; readonly rgb: readonly [number, number, number] }>();

/** The canvas's own text colour, looked up once a second: it changes with the theme. */
function ink(canvas: HTMLCanvasElement): readonly [number, number, number] {
  const now = performance.now();
  const known = inks.get(canvas);
  if (known !== undefined && now - known.at < gapIntervals * 1000) return known.rgb;
  const [red = 0, green = 0, blue = 0] = (getComputedStyle(canvas).color.match(/[\d.]+/g) ?? []).map(Number);
  inks.set(canvas, { at: now, rgb: [red, green, blue] });
  return [red, green, blue];
}
