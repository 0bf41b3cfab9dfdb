/** The units Castor shows; `number` is for what has none. Values are always in the base unit: bytes, bytes per second, cores, fractions of one. */
export const units = ["cores", "fraction", "bytes", "bytes/s", "tasks", "celsius", "count", "seconds", "ms", "number"] as const;
export type Unit = (typeof units)[number];

/** A number and its unit, apart, so that figures can be aligned. */
export interface Quantity {
  readonly figure: string;
  readonly unit: string;
}

const binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const decimal = ["B/s", "kB/s", "MB/s", "GB/s", "TB/s"];

function scaled(value: number, base: number, names: readonly string[]): Quantity {
  let index = 0;
  let rest = Math.abs(value);
  while (rest >= base && index < names.length - 1) {
    rest /= base;
    index += 1;
  }
  return { figure: significant(value < 0 ? -rest : rest), unit: names[index] ?? "" };
}

/** Three figures: 0, 0.04, 1.25, 12.5, 125, 1250. */
function significant(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return size >= 0.005 ? value.toFixed(2) : "0";
}

/** A value of the unit as a person reads it. Memory is binary (GiB), rates decimal (MB/s), as the field writes them. */
export function quantity(value: number, unit: Unit): Quantity {
  if (!Number.isFinite(value)) return { figure: "–", unit: "" };
  switch (unit) {
    case "bytes":
      return scaled(value, 1024, binary);
    case "bytes/s":
      return scaled(value, 1000, decimal);
    case "fraction":
      return { figure: Math.abs(value) < 0.0995 && value !== 0 ? (value * 100).toFixed(1) : (value * 100).toFixed(0), unit: "%" };
    case "cores":
      return { figure: significant(value), unit: "cores" };
    case "celsius":
      return { figure: value.toFixed(0), unit: "°C" };
    case "tasks":
    case "number":
      return { figure: significant(value), unit: "" };
    case "count":
      return { figure: value.toFixed(0), unit: "" };
    case "seconds":
      return { figure: significant(value), unit: "s" };
    case "ms":
      return { figure: value.toFixed(0), unit: "ms" };
  }
}

/** The same in one string: `12.4 cores`, `38 %`. */
export function format(value: number, unit: Unit): string {
  const { figure, unit: name } = quantity(value, unit);
  return name === "" ? figure : `${figure} ${name}`;
}

/** A duration in ms as its largest whole unit: `8 s`, `6 min`, `3 h`, `2 d`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
