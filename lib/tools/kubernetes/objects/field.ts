/**
 * A place in a manifest that somebody else wrote: every read is of a hoped-for type and absent
 * where it is not that, so that no odd object breaks the page.
 */
export interface Field {
  readonly raw: unknown;
  readonly exists: boolean;
  /** The place below: names joined by dots, which no name may contain; see {@link Field.key}. */
  at(path: string): Field;
  /** One name below, dots and all. */
  key(name: string): Field;
  /** A text that is not empty; numbers and booleans are told as text too. */
  readonly text: string | undefined;
  readonly number: number | undefined;
  readonly flag: boolean | undefined;
  /** RFC 3339 as ms since the epoch. */
  readonly time: number | undefined;
  readonly list: readonly Field[];
  /** A list's texts. */
  readonly words: readonly string[];
  readonly entries: readonly (readonly [string, Field])[];
  /** The entries that are texts. */
  readonly texts: Readonly<Record<string, string>>;
}

const isRecord = (raw: unknown): raw is Record<string, unknown> => typeof raw === "object" && raw !== null && !Array.isArray(raw);

export function field(raw: unknown): Field {
  const key = (name: string) => field(isRecord(raw) && Object.hasOwn(raw, name) ? raw[name] : undefined);
  return {
    raw,
    exists: raw !== undefined && raw !== null,
    key,
    at: (path) => path.split(".").reduce((place, name) => place.key(name), field(raw)),
    get text() {
      if (typeof raw === "number" || typeof raw === "boolean") return String(raw);
      return typeof raw === "string" && raw !== "" ? raw : undefined;
    },
    get number() {
      return typeof raw === "number" && Number.isFinite(raw) ? raw : undefined;
    },
    get flag() {
      return typeof raw === "boolean" ? raw : undefined;
    },
    get time() {
      const at = typeof raw === "string" ? Date.parse(raw) : NaN;
      return Number.isNaN(at) ? undefined : at;
    },
    get list() {
      return Array.isArray(raw) ? raw.map(field) : [];
    },
    get words() {
      return Array.isArray(raw) ? raw.flatMap((one: unknown) => (typeof one === "string" ? [one] : [])) : [];
    },
    get entries() {
      return isRecord(raw) ? Object.entries(raw).map(([name, value]) => [name, field(value)] as const) : [];
    },
    get texts() {
      return isRecord(raw) ? Object.fromEntries(Object.entries(raw).filter((entry): entry is [string, string] => typeof entry[1] === "string")) : {};
    },
  };
}
