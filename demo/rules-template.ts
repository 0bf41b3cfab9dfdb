/** Prometheus' `humanizePercentage`: a fraction as a percentage of four significant digits. */
function humanizePercentage(value: number): string {
  return `${significant(value * 100)}%`;
}

/** Go's `%.4g`. */
function significant(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  return String(Number(value.toPrecision(4)));
}

const filters: Readonly<Record<string, (value: number) => string>> = { humanizePercentage };

/**
 * Fills the templates of an annotation: `{{ $labels.name }}`, `{{ $value }}`,
 * `{{ $value | humanizePercentage }}` and `{{ printf "%.2f" $value }}` (`f` and `g`). Any
 * other template is said to be one it cannot fill, in Prometheus' own place and words.
 */
export function expandTemplate(text: string, labels: Readonly<Record<string, string>>, value: number): string {
  return text.replace(/\{\{\s*(.*?)\s*\}\}/g, (_, body: string) => {
    const label = /^\$labels\.(\w+)$/.exec(body)?.[1];
    if (label !== undefined) return labels[label] ?? "";
    if (body === "$value") return String(value);
    const filter = filters[/^\$value\s*\|\s*(\w+)$/.exec(body)?.[1] ?? ""];
    if (filter) return filter(value);
    const [, digits, verb] = /^printf\s+"%\.(\d)([fg])"\s+\$value$/.exec(body) ?? [];
    if (verb === "f") return Number.isFinite(value) ? value.toFixed(Number(digits)) : significant(value);
    if (verb === "g") return Number.isFinite(value) ? String(Number(value.toPrecision(Number(digits)))) : significant(value);
    return `<error expanding template: ${body}>`;
  });
}
