import type { Stretch } from "./timeline";

/** How time and value become pixels of the plot area, whose origin is its top left corner. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  /** The left and right edge, ms. */
  from: number;
  to: number;
  /** The values at the top and the bottom edge; the bottom is 0 unless said otherwise. */
  top: number;
  bottom?: number;
}

/** Tenths of a pixel as text: numbers are turned into text once, not 14,000 times a second. */
const tenths: string[] = [];
for (let i = 0; i <= 20_000; i += 1) tenths.push(String(i / 10));
const pixel = (value: number) => tenths[(value * 10 + 0.5) | 0] ?? value.toFixed(1);

/**
 * The `d` of one line. Where points are denser than pixels, each pixel's lowest and highest are
 * drawn, so that no peak is lost; pixels are cut at absolute times, so that lines do not shimmer
 * while they scroll. Values outside the plot are pulled to just outside its edge.
 */
export function linePath(stretch: Stretch, values: Float64Array, geometry: Geometry): string {
  const { width, height, from, to, top, bottom = 0 } = geometry;
  const { count, times, joined } = stretch;
  const perMs = width / (to - from);
  const perValue = height / (top - bottom);
  const bin = (to - from) / width;
  const dense = count > width * 1.25;
  let path = "";
  let pen = false;
  let open = -1;
  let low = 0;
  let high = 0;

  const y = (value: number) => {
    const place = height - (value - bottom) * perValue;
    return place < -4 ? -4 : place > height + 4 ? height + 4 : place;
  };
  const point = (index: number) => {
    const x = ((times[index] ?? 0) - from) * perMs;
    const place = y(values[index] ?? 0);
    const text = (x < 0 ? x.toFixed(1) : pixel(x)) + " " + (place < 0 ? place.toFixed(1) : pixel(place));
    path += (pen ? "L" : "M") + text;
    pen = true;
  };
  const flush = () => {
    if (open < 0) return;
    point(Math.min(low, high));
    if (low !== high) point(Math.max(low, high));
    open = -1;
  };

  const endRun = () => {
    flush();
    // A point that no line reaches needs a length to be seen.
    if (pen && path.lastIndexOf("M") > path.lastIndexOf("L")) path += "h.1";
    pen = false;
  };

  for (let i = 0; i < count; i += 1) {
    const value = values[i] ?? NaN;
    const known = value === value;
    if (!known || joined[i] === 0) {
      endRun();
      if (!known) continue;
    }
    if (!dense) {
      point(i);
      continue;
    }
    const at = Math.floor((times[i] ?? 0) / bin);
    if (open !== at) {
      flush();
      open = at;
      low = i;
      high = i;
    } else if (value < (values[low] ?? 0)) low = i;
    else if (value > (values[high] ?? 0)) high = i;
  }
  endRun();
  return path;
}
