/** Prometheus writes infinities as `+Inf` and `-Inf`, which JavaScript does not read. */
export function parseValue(text: string): number {
  if (text === "+Inf" || text === "Inf") return Infinity;
  if (text === "-Inf") return -Infinity;
  return Number(text);
}
