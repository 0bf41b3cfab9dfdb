import { quantity, type Unit } from "@/lib/model/units";

/** A value axis from 0, or from below it where values are: it changes in steps, so that the shell is seldom redrawn. */
export interface Scale {
  /** The value at the top edge. */
  readonly top: number;
  /** The value at the bottom edge, where that is not 0. */
  readonly bottom?: number;
  readonly ticks: readonly number[];
  /** What all ticks are written in: `MB/s`, `GiB`. */
  readonly unitName: string;
  /** A tick's text, without the unit. */
  label(tick: number): string;
}

const tenSteps = [1, 2, 2.5, 5];
const twoSteps = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512];

/** The distance of ticks so that at most `most` of them reach the value. */
function stepFor(value: number, unit: Unit, most: number): number {
  const binary = unit === "bytes";
  const base = binary ? 1024 : 10;
  const steps = binary ? twoSteps : tenSteps;
  for (let size = base ** Math.floor(Math.log(value / most) / Math.log(base)); ; size *= base) {
    for (const step of steps) if (size * step * most >= value * (1 - 1e-9)) return size * step;
  }
}

/** The smallest axis that is good for this peak. A natural top is kept while the peak stays below it. `low` is the lowest value, where it is below 0. */
export function scaleFor(peak: number, unit: Unit, natural?: number, low = 0): Scale {
  if (low < 0) return below(peak, low, unit);
  if (natural !== undefined && natural > 0 && peak <= natural * 1.001 && unit !== "bytes") {
    return made(natural, [0, natural / 2, natural], unit);
  }
  const reach = Math.max(least[unit] ?? 1, natural !== undefined && peak <= natural ? natural : peak * 1.02);
  const step = stepFor(reach, unit, 4);
  const count = Math.max(1, Math.ceil(reach / step - 1e-9));
  return made(step * count, Array.from({ length: count + 1 }, (_, i) => i * step), unit);
}

/** An axis with zero in between, or at its top. */
function below(peak: number, low: number, unit: Unit): Scale {
  const step = stepFor(Math.max(peak, -low) * 1.02, unit, 3);
  const [up, down] = [Math.max(0, Math.ceil(peak / step - 1e-9)), Math.ceil(-low / step - 1e-9)];
  const ticks = Array.from({ length: up + down + 1 }, (_, i) => (i - down) * step);
  return { ...made(Math.max(step * up, step * down), ticks, unit), top: step * up, bottom: -step * down };
}

/** No axis ends below these: noise near zero is not worth a full height. */
const least: Partial<Record<Unit, number>> = { fraction: 0.01, bytes: 1024, "bytes/s": 1000, celsius: 60 };

function made(top: number, ticks: readonly number[], unit: Unit): Scale {
  const name = quantity(top, unit).unit;
  const factor = factorOf(top, unit);
  return { top, ticks, unitName: name, label: (tick) => String(Number((tick / factor).toFixed(3))) };
}

function factorOf(top: number, unit: Unit): number {
  if (unit === "fraction") return 0.01;
  const base = unit === "bytes" ? 1024 : unit === "bytes/s" ? 1000 : undefined;
  if (base === undefined) return 1;
  const most = unit === "bytes" ? 5 : 4;
  return base ** Math.max(0, Math.min(most, Math.floor(Math.log(top) / Math.log(base) + 1e-9)));
}

/** How long a peak must stay below a smaller axis before the axis shrinks, ms. */
export const shrinkAfter = 20_000;

/** An axis with inertia: it grows at once, and shrinks by a half or more after a calm while. */
export function createScaler(unit: Unit): (peak: number, natural: number | undefined, at: number, low?: number) => Scale {
  let scale: Scale | undefined;
  let calmSince: number | undefined;
  return (peak, natural, at, low) => {
    const wanted = scaleFor(peak, unit, natural, low);
    // Below zero there is no inertia: what is drawn there is drawn seldom.
    if (scale === undefined || wanted.top > scale.top || (wanted.bottom ?? 0) !== (scale.bottom ?? 0)) {
      calmSince = undefined;
      return (scale = wanted);
    }
    if (wanted.top > scale.top * 0.55) calmSince = undefined;
    else if (calmSince === undefined) calmSince = at;
    else if (at - calmSince >= shrinkAfter || at < calmSince) {
      calmSince = undefined;
      scale = wanted;
    }
    return scale;
  };
}
