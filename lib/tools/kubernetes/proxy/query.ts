import { CastorError } from "@/lib/model";

const longest = 12_000;
const flag = /^(?:true|false|1|0)$/;
const count = /^\d{1,15}$/;
const text = /^[^\u0000-\u001f\u007f]{0,8192}$/;
const oneOf = (...words: readonly string[]) => new RegExp(`^(?:${words.join("|")})$`);

/**
 * The parameters that are passed on, and their form. Kubernetes takes any value of a flag but
 * `false` and `0` for true, so a flag that is anything else would mean something else to it.
 */
const known: Readonly<Record<string, RegExp>> = {
  watch: flag,
  allowWatchBookmarks: flag,
  sendInitialEvents: flag,
  limit: count,
  continue: text,
  labelSelector: text,
  fieldSelector: text,
  resourceVersion: text,
  resourceVersionMatch: oneOf("Exact", "NotOlderThan"),
  timeoutSeconds: count,
  includeObject: oneOf("None", "Metadata", "Object"),
  dryRun: oneOf("All"),
  fieldManager: /^[\x20-\x7e]{1,128}$/,
  fieldValidation: oneOf("Ignore", "Warn", "Strict"),
  force: flag,
  propagationPolicy: oneOf("Orphan", "Background", "Foreground"),
  gracePeriodSeconds: count,
  orphanDependents: flag,
  container: text,
  follow: flag,
  previous: flag,
  timestamps: flag,
  sinceSeconds: count,
  sinceTime: text,
  tailLines: count,
  limitBytes: count,
  stream: oneOf("All", "Stdout", "Stderr"),
  hash: /^[A-Za-z0-9]{1,256}$/,
};
const flags = new Set(Object.keys(known).filter((name) => known[name] === flag));

export type ApiQuery = Readonly<Record<string, string>>;

/**
 * Reads a request's query: only parameters that Castor knows, each once. Throws `invalid`.
 * Flags come out as `true` or `false`.
 */
export function readApiQuery(raw: string): ApiQuery {
  const refuse = (detail: string): never => {
    throw new CastorError("invalid", "The Kubernetes API is not asked with these parameters.", { detail });
  };
  if (raw.length > longest || /[\u0000-\u0020\u007f\\#]/.test(raw)) refuse("a query with a refused character, or too long a query");
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(raw)) {
    if (!Object.hasOwn(known, name) || !known[name]?.test(value)) refuse(`the parameter ${JSON.stringify(name.slice(0, 60))}`);
    if (Object.hasOwn(found, name)) refuse(`the parameter ${name} twice`);
    found[name] = flags.has(name) ? String(value === "true" || value === "1") : value;
  }
  return found;
}
