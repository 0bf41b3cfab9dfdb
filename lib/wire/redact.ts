const secretName = /authorization|cookie|token|secret|password|passwd|api-?key|x-auth|credential|jwt|assertion/i;

/** Shorter values would blot out ordinary words. */
const shortest = 4;

/** Headers as they are sent; an array repeats the name. */
export type Headers = Readonly<Record<string, string | readonly string[]>>;

/** The values that must never be repeated: of headers and query parameters whose name tells that they are secret. */
export function secretsOf(headers: Headers, query: Readonly<Record<string, unknown>> = {}): readonly string[] {
  const found = new Set<string>();
  for (const [name, value] of [...Object.entries(headers), ...Object.entries(query)]) {
    if (!secretName.test(name)) continue;
    for (const one of [value].flat()) {
      const text = String(one);
      found.add(text);
      // "Bearer abc": an upstream may repeat the token without its scheme.
      for (const word of text.split(/\s+/)) found.add(word);
    }
  }
  return [...found].filter((secret) => secret.length >= shortest && !/^(?:bearer|basic)$/i.test(secret)).sort((a, b) => b.length - a.length);
}

/** The text on one line, without control characters, secrets or bearer tokens, at most `limit` characters long. */
export function redacted(text: string, secrets: readonly string[], limit = 300): string {
  let safe = text;
  for (const secret of secrets) {
    safe = safe.replaceAll(secret, "[redacted]").replaceAll(encodeURIComponent(secret), "[redacted]");
  }
  safe = safe.replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, "$1 [redacted]");
  safe = safe.replace(/[\u0000-\u001f\u007f]+/g, " ").trim();
  return safe.length > limit ? `${safe.slice(0, limit)}…` : safe;
}
