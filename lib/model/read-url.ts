/**
 * A text as an address, undefined where it is none. Not by `URL.canParse`: once V8 has compiled a caller, Node 20's
 * takes `https://münchen.example` for no address, because the fast way in reads Latin-1 as UTF-8.
 */
export function readUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
