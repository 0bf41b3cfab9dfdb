/**
 * A text as the value of a header, or undefined where it cannot be one. Header values are bytes, so each
 * character of the answer stands for one byte of the text's UTF-8, as Node and `fetch` want it. A control
 * character could begin another header, and white space at an end is cut off by whoever reads the value,
 * which would turn one person's name into another's.
 */
export function headerValue(text: string | undefined): string | undefined {
  if (text === undefined || text === "" || text !== text.trim() || /[\p{Cc}\p{Cs}]/u.test(text)) return undefined;
  return Buffer.from(text, "utf8").toString("latin1");
}
