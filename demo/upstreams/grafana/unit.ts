import type { Unit } from "./dashboard";

const binary = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
const decimal = ["", "k", "M", "G", "T"];

/** Three figures at most, without zeros that say nothing. */
const brief = (value: number) => {
  const size = Math.abs(value);
  return value.toFixed(size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : size >= 0.1 || size === 0 ? 2 : 3).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
};

function scaled(value: number, base: number, names: readonly string[]): readonly [string, string] {
  const power = Math.min(names.length - 1, Math.max(0, Math.floor(Math.log(Math.max(Math.abs(value), 1)) / Math.log(base) + 1e-9)));
  return [brief(value / base ** power), names[power] ?? ""];
}

/** A value with its unit, for people. */
export function writeValue(value: number, unit: Unit): string {
  switch (unit) {
    case "percentunit":
      return `${(value * 100).toFixed(Math.abs(value) < 0.1 ? 2 : 1)} %`;
    case "bytes":
      return scaled(value, 1_024, binary).join(" ");
    case "Bps":
      return `${scaled(value, 1_024, binary).join(" ")}/s`;
    case "bps":
      return `${scaled(value, 1_000, decimal).join(" ")}b/s`;
    case "s":
      return value < 1 ? `${brief(value * 1_000)} ms` : `${brief(value)} s`;
    case "pps":
    case "iops":
      return `${scaled(value, 1_000, decimal).join("")} /s`;
    case "celsius":
      return `${brief(value)} °C`;
    case "short":
      return scaled(value, 1_000, decimal).join(" ").trim();
  }
}

/** The same on an axis, where round values need no zeros. */
export const writeTick = (value: number, unit: Unit): string => (unit === "percentunit" ? `${brief(value * 100)} %` : writeValue(value, unit));

/** Round values from nothing up to at least `top`, four or five of them. */
export function valueTicks(top: number, unit: Unit): readonly number[] {
  const goal = (top > 0 ? top : 1) / 4;
  const isBinary = unit === "bytes" || unit === "Bps";
  const scale = isBinary ? 2 ** Math.floor(Math.log2(goal)) : 10 ** Math.floor(Math.log10(goal));
  const step = ((isBinary ? [1, 1.25, 1.5, 2] : [1, 2, 2.5, 5, 10]).find((each) => each * scale >= goal) ?? 10) * scale;
  const count = Math.max(1, Math.ceil(top / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
