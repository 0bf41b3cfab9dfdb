import { readUrl } from "@/lib/model/read-url";

/** A path inside a tool, with its query and hash as the browser spells them: `/graph?g0.expr=up#x`. */
export type ToolPath = string;

/** Characters; longer addresses are not followed. */
const longest = 4_096;

/** Only to let the browser's own rules read a path; nothing is ever asked there. */
const nowhere = "https://tool.invalid";

/**
 * A path as a tool's own browser would understand it, or undefined where it is none: whatever a frame says
 * ends up in Castor's address only through here. Dots are resolved against the tool's root, so that the
 * result, put behind any prefix, stays below it.
 */
export function toolPath(said: unknown): ToolPath | undefined {
  // Control characters, and what turns the direction of text.
  if (typeof said !== "string" || said.length > longest || !said.startsWith("/") || /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(said)) return undefined;
  const beforeQuery = /^[^?#]*/.exec(said)?.[0] ?? "";
  if (beforeQuery.includes("\\") || beforeQuery.includes("//")) return undefined;
  const url = readUrl(said, nowhere);
  if (url === undefined) return undefined;
  const { origin, pathname, search, hash } = url;
  // Castor answers 400 to what cannot be decoded, and takes repeated slashes out: such an address would not open again.
  if (origin !== nowhere || pathname.includes("//") || !isDecodable(pathname)) return undefined;
  // The gateway's own pages are no places of the tool.
  if (/^\/\.castor(?:\/|$)/i.test(pathname)) return undefined;
  return `${pathname}${search}${hash}`;
}

/** Castor's address of a place inside a tool; `base` is the tool's page: `/clusters/pollux/tools/grafana`. */
export function addressOf(base: string, path: ToolPath): string {
  return `${base}${/^\/(?:[?#]|$)/.test(path) ? path.slice(1) : path}`;
}

/**
 * The place inside a tool that Castor's address names; `start` where it names none. Reads the raw address:
 * route parameters come decoded, and joining those would change what they mean.
 */
export function placeIn({ pathname, search, hash }: Pick<Location, "pathname" | "search" | "hash">, start: ToolPath): ToolPath {
  const inside = /^\/clusters\/[^/]+\/tools\/[^/]+(\/.*)?$/.exec(pathname)?.[1] ?? "/";
  const beginning = inside === "/" ? start : inside;
  return toolPath(beginning + search + hash) ?? start;
}

/** Castor's own page on the tool's origin, which holds the tool and tells where the person goes in it. */
export function framePage(origin: string, path: ToolPath): string {
  return `${origin}/.castor/here?to=${encodeURIComponent(path)}`;
}

function apart(path: ToolPath): { readonly before: string; readonly query: readonly string[]; readonly hash: string } {
  const [, before = "", query, hash = ""] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(path) ?? [];
  return { before, query: query === undefined || query === "" ? [] : query.split("&"), hash };
}

const together = (before: string, query: readonly string[], hash: string): ToolPath => `${before}${query.length === 0 ? "" : `?${query.join("&")}`}${hash}`;

const isNamed = (name: string) => (pair: string) => pair === name || pair.startsWith(`${name}=`);

/** Whether a path's query has a parameter. */
export function hasParameter(path: ToolPath, name: string): boolean {
  return apart(path).query.some(isNamed(name));
}

/** The path with one parameter of its query set; all others stay as they are spelled. */
export function withParameter(path: ToolPath, name: string, value: string): ToolPath {
  const { before, query, hash } = apart(path);
  return together(before, [...query.filter((pair) => !isNamed(name)(pair)), `${name}=${encodeURIComponent(value)}`], hash);
}

/** The path without one parameter of its query; all others stay as they are spelled. */
export function withoutParameter(path: ToolPath, name: string): ToolPath {
  const { before, query, hash } = apart(path);
  return together(before, query.filter((pair) => !isNamed(name)(pair)), hash);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
