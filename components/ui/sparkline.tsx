import { format, type Unit } from "@/lib/model";

const width = 120;
const height = 28;

/** Path of the line and of the ground under it; a missing sample is a gap, not a bridge. */
export function sparkPaths(points: readonly (number | null)[], top: number): { readonly line: string; readonly area: string } {
  const step = width / Math.max(1, points.length - 1);
  let line = "";
  let area = "";
  let open: number | undefined;
  points.forEach((point, index) => {
    const x = Math.round(index * step * 10) / 10;
    if (point === null || !Number.isFinite(point)) {
      if (open !== undefined) area += `V${height}H${open}Z`;
      open = undefined;
      return;
    }
    const y = Math.round((height - 1 - (Math.min(Math.max(point, 0), top) / top) * (height - 2)) * 10) / 10;
    line += `${open === undefined ? "M" : "L"}${x} ${y}`;
    if (open === undefined) {
      open = x;
      area += `M${x} ${height}V${y}`;
    } else area += `L${x} ${y}`;
  });
  if (open !== undefined) area += `V${height}H${open}Z`;
  return { line, area };
}

/** A small line of the recent past, with its range in words for those who do not see it. Fills its box's width. */
export function Sparkline({
  points,
  unit,
  top,
  label,
  ink = "text-s1",
}: {
  readonly points: readonly (number | null)[];
  readonly unit: Unit;
  /** The natural top of the scale; without one the highest point is. */
  readonly top?: number;
  readonly label: string;
  readonly ink?: string;
}) {
  const known = points.filter((point): point is number => point !== null && Number.isFinite(point));
  if (known.length < 2) return <p className="text-xs text-faint">No history yet</p>;
  const low = format(Math.min(...known), unit);
  const high = format(Math.max(...known), unit);
  const { line, area } = sparkPaths(points, top ?? Math.max(...known, Number.EPSILON));
  const words = `${label}: ${low === high ? `steady at ${low}` : `between ${low} and ${high}`}`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={words} className={`h-7 w-full ${ink}`}>
      <title>{words}</title>
      <path d={area} fill="currentColor" opacity="0.14" />
      <path d={line} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
    </svg>
  );
}
