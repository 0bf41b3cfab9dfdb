import type { Run } from "../../../../world/life";

/** Whose log is written. */
export interface Writer {
  readonly seed: number;
  readonly pod: string;
  readonly container: string;
  readonly image: string;
  /** Its command and arguments as one text. */
  readonly script: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly run: Run;
}

/** How a kind of program writes its log: what it says when it starts, again and again, and before it fails. */
export interface LogStyle {
  /** ms between two entries. */
  readonly every: number;
  /** What it says first, ms after its start, in order. */
  readonly opening: (writer: Writer) => readonly (readonly [after: number, line: string])[];
  /** One entry at a moment; several lines where the program writes several. `draw` is a number in [0, 1) for this entry. */
  readonly entry: (writer: Writer, n: number, at: number, draw: number) => string;
  /** What it says when it fails, in order; the last is said as it ends. */
  readonly closing?: (writer: Writer) => readonly string[];
  /** How many entries are kept; the oldest are forgotten, as the kubelet forgets them. */
  readonly kept?: number;
}

/** Entry of a list by a number in [0, 1). */
export function chosen<T>(list: readonly T[], draw: number): T {
  return list[Math.floor(draw * 7919) % list.length] as T;
}

/** A whole number below a bound, drawn from the same number as others without following them. */
export function drawn(draw: number, salt: number, below: number): number {
  return Math.floor(((draw * 104_729 * (salt + 1)) % 1) * below);
}

const two = (n: number) => String(n).padStart(2, "0");

/** `2026/06/15 10:07:31.250`, as EPICS programs write a moment. */
export function epicsTime(at: number): string {
  return new Date(at).toISOString().slice(0, 23).replaceAll("-", "/").replace("T", " ");
}

/** `15/Jun/2026:10:07:31 +0000`, as web servers do. */
export function webTime(at: number): string {
  const date = new Date(at);
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.getUTCMonth()] ?? "";
  return `${two(date.getUTCDate())}/${month}/${date.getUTCFullYear()}:${date.toISOString().slice(11, 19)} +0000`;
}

/** `0615 10:07:31.250000`, as Kubernetes' own programs do. */
export function klogTime(at: number): string {
  const iso = new Date(at).toISOString();
  return `${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000`;
}
