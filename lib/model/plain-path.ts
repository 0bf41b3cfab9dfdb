/** One leading slash, and nothing that a browser, a proxy or a header could read otherwise. */
export function isPlainPath(path: string): boolean {
  // Control characters, white space that browsers strip, backslashes, and Unicode's look-alikes of separators.
  return path.startsWith("/") && !/^\/[/\s]/.test(path) && !/[\p{Cc}\\\u2028\u2029\ufeff]/u.test(path);
}

/** A mark of byte order is a character here like every other: it must not vanish before it is looked for. */
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Decoded until nothing changes; undefined where it is no valid encoding or never ends. What an earlier
 * round brought out need not be valid as a whole: `100%25` is one per cent sign, and hides nothing behind it.
 */
export function decodeFully(text: string): string | undefined {
  let found: string;
  try {
    found = decodeURIComponent(text);
  } catch {
    return undefined;
  }
  for (let round = 0; round < 8; round += 1) {
    const next = found.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => utf8.decode(Uint8Array.from(bytes.slice(1).split("%"), (byte) => Number.parseInt(byte, 16))));
    if (next === found) return found;
    found = next;
  }
  return undefined;
}
