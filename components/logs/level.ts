/** How grave a line is, as a number that grows; 0 where nobody knows. */
export type Level = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const levelNames = ["unknown", "trace", "debug", "info", "warning", "error", "fatal"] as const;

const words: Readonly<Record<string, Level>> = {
  trace: 1, trc: 1, verbose: 1, finest: 1,
  debug: 2, dbg: 2, fine: 2, d: 2,
  info: 3, information: 3, inf: 3, notice: 3, i: 3, log: 3,
  warn: 4, warning: 4, wrn: 4, w: 4,
  error: 5, err: 5, e: 5, severe: 5,
  fatal: 6, critical: 6, crit: 6, panic: 6, emergency: 6, emerg: 6, alert: 6, f: 6, ftl: 6, dpanic: 6,
};

/** What a JSON line's own field says: a word, or a number as pino and bunyan count (10 to 60). */
export function levelOfField(value: unknown): Level {
  if (typeof value === "number") return value >= 10 && value <= 69 ? (Math.floor(value / 10) as Level) : 0;
  return typeof value === "string" && value.length <= 12 ? levelOfWord(value) : 0;
}

const levelOfWord = (word: string): Level => (Object.hasOwn(words, word.toLowerCase()) ? (words[word.toLowerCase()] ?? 0) : 0);

const klog = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
const pair = /(?:^|[\s,{])"?(?:level|lvl|severity|loglevel|log\.level|levelname)"?[=:]\s*"?([A-Za-z]{3,11}|\d\d)\b/i;
/** `[error]`, `ERROR:`, `2026-11-21 13:58:31,123 - WARNING - …`: a word among the first that stands for itself. */
const word = /(?:^|[\s[(<|:-])(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL|PANIC|ALERT|EMERG)(?=$|[\s\])>|:,-])/;
const marked = /(?:^|\s)[[<(]?(trace|debug|info|notice|warn|warning|error|fatal|critical|panic)[\]>)]?[:\]]|^(trace|debug|info|notice|warn|warning|error|fatal|critical|panic)\s/i;

/** The level of a line, from what its first part says. Colour codes must be gone already. */
export function detectLevel(text: string): Level {
  const begin = text.length > 240 ? text.slice(0, 240) : text;
  const letter = klog.exec(begin)?.[1];
  if (letter !== undefined) return levelOfWord(letter);
  const named = pair.exec(text.length > 4_000 ? text.slice(0, 4_000) : text)?.[1];
  if (named !== undefined) {
    const found = /^\d/.test(named) ? levelOfField(Number(named)) : levelOfWord(named);
    if (found !== 0) return found;
  }
  const near = begin.slice(0, 100);
  const found = word.exec(near)?.[1] ?? marked.exec(near)?.slice(1).find((part) => part !== undefined);
  return found === undefined ? 0 : levelOfWord(found);
}
