/** Labels of one sample, by name. */
export type Labels = Readonly<Record<string, string>>;

/** What a text contained besides what was asked for. */
export interface ParseReport {
  /** Samples handed over. */
  readonly samples: number;
  /** Lines of wanted metrics that could not be read; they are left out. */
  readonly unreadable: number;
  /** The text has more than Castor reads; the rest was not looked at. */
  readonly cut: boolean;
}

/** Longer lines are broken or hostile: node exporter's longest is about 400 characters. */
const longestLine = 16_384;
const mostLabels = 64;
const mostSamples = 200_000;

const quote = 34, tab = 9, space = 32, hash = 35, comma = 44, equals = 61, backslash = 92, carriageReturn = 13, openBrace = 123, closeBrace = 125;

const isSpace = (code: number) => code === space || code === tab;

/**
 * Reads the text exposition format (Prometheus 0.0.4, and OpenMetrics as far as samples go) and
 * hands over the samples of the wanted metrics. Castor's hot path: one pass, nothing is built for
 * lines that are not wanted. Never throws, whatever the text is; what it cannot read it counts.
 * NaN and infinities are handed over as they are.
 */
export function parse(text: string, wanted: ReadonlySet<string>, visit: (name: string, labels: Labels, value: number) => void): ParseReport {
  let samples = 0;
  let unreadable = 0;
  // No line begins with a line end.
  let last = "\n";
  let from = 0;
  const length = text.length;
  while (from < length) {
    let to = text.indexOf("\n", from);
    if (to === -1) to = length;
    const start = from;
    from = to + 1;
    const first = text.charCodeAt(start);
    if (first === hash || to === start) continue;
    // Lines of one metric follow each other: the name of the line before is the likeliest.
    let name: string | undefined;
    let end = start + last.length;
    if (end < to && text.startsWith(last, start) && endsName(text.charCodeAt(end))) name = last;
    else {
      end = start;
      while (end < to && !endsName(text.charCodeAt(end))) end += 1;
      const found = text.slice(start, Math.min(end, start + 256));
      if (wanted.has(found)) name = last = found;
    }
    if (name === undefined) continue;
    if (samples >= mostSamples) return { samples, unreadable, cut: true };
    if (to - start > longestLine) {
      unreadable += 1;
      continue;
    }
    const labels: Record<string, string> = {};
    const at = text.charCodeAt(end) === openBrace ? readLabels(text, end + 1, to, labels) : end;
    const value = at === -1 ? undefined : readValue(text, at, to);
    if (value === undefined) unreadable += 1;
    else {
      samples += 1;
      visit(name, labels, value);
    }
  }
  return { samples, unreadable, cut: false };
}

function endsName(code: number): boolean {
  return code === openBrace || code === space || code === tab || code === carriageReturn;
}

/** Reads `a="b",c="d"}` from `at`; gives the position behind the brace, or -1 where it is broken. */
function readLabels(text: string, at: number, to: number, labels: Record<string, string>): number {
  for (let count = 0; count <= mostLabels; count += 1) {
    while (at < to && (isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === comma)) at += 1;
    if (at >= to) return -1;
    if (text.charCodeAt(at) === closeBrace) return at + 1;
    const nameStart = at;
    while (at < to && text.charCodeAt(at) !== equals) at += 1;
    const name = text.slice(nameStart, at).trimEnd();
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return -1;
    at += 1;
    while (at < to && isSpace(text.charCodeAt(at))) at += 1;
    if (text.charCodeAt(at) !== quote) return -1;
    const valueStart = at + 1;
    let escaped = false;
    at = valueStart;
    for (; ; at += 1) {
      if (at >= to) return -1;
      const code = text.charCodeAt(at);
      if (code === quote) break;
      if (code === backslash) {
        escaped = true;
        at += 1;
      }
    }
    const raw = text.slice(valueStart, at);
    // Defined, not assigned: a label called __proto__ is only a label.
    const value = escaped ? raw.replace(/\\(.)/gs, (_, char: string) => (char === "n" ? "\n" : char === "\\" || char === '"' ? char : `\\${char}`)) : raw;
    if (name === "__proto__") Object.defineProperty(labels, name, { value, enumerable: true });
    else labels[name] = value;
    at += 1;
  }
  return -1;
}

/** The number after the name; a timestamp or an exemplar may follow. */
function readValue(text: string, at: number, to: number): number | undefined {
  while (at < to && isSpace(text.charCodeAt(at))) at += 1;
  const start = at;
  while (at < to && !isSpace(text.charCodeAt(at)) && text.charCodeAt(at) !== carriageReturn) at += 1;
  if (at === start || at - start > 64) return undefined;
  const word = text.slice(start, at);
  const value = Number(word);
  if (value === value) return /^[+-]?(?:\d|\.\d)/.test(word) && !/[xXoObB_]/.test(word) ? value : special(word);
  return special(word);
}

function special(word: string): number | undefined {
  switch (word.toLowerCase()) {
    case "nan":
    case "+nan":
    case "-nan":
      return NaN;
    case "inf":
    case "+inf":
    case "infinity":
    case "+infinity":
      return Infinity;
    case "-inf":
    case "-infinity":
      return -Infinity;
    default:
      return undefined;
  }
}
