import type { ToolLevel } from "@/lib/model";
import { decodeFully } from "@/lib/model/plain-path";
import type { BrowserRequest } from "./browser-request";
import type { Asked, GatewayEntry } from "./entry";

/** Why a person's level does not cover a request. */
export type LevelProblem = "read-only" | "guarded" | "path";

type Judged = Pick<GatewayEntry, "reads" | "guarded" | "upstream">;

/** By these, frameworks take another method than the one in the first line. */
const override = /^x[-_]?(?:http[-_]?method.*|method[-_]?override)$/i;
const overrideParameter = /[?&](?:_|%5f)method=/i;

/** Segments that every server reads alike. */
const plain = /^[A-Za-z0-9_\-./]+$/;
const ambiguous = /\/\/|(?:^|\/)\.{1,2}(?:\/|$)/;

/**
 * Judges a request of somebody who may do `level`; undefined is fine. Whoever may only look gets plain
 * reading, and of the rest what the tool itself declares harmless. That declaration is asked about paths
 * only that nobody can read in two ways; what is guarded is refused in every reading of the path.
 */
export function judge(entry: Judged, level: ToolLevel, asked: Asked, { url, headers }: Pick<BrowserRequest, "url" | "headers">): LevelProblem | undefined {
  if (level === "full") return undefined;
  if (Object.keys(headers).some((name) => override.test(name)) || overrideParameter.test(url ?? "")) return "read-only";
  const { method, path, upgrade } = asked;
  const reading = !upgrade && (method === "GET" || method === "HEAD");
  if (!reading && (!plain.test(path) || ambiguous.test(path))) return "path";
  if (entry.guarded !== undefined) {
    const readings = readingsOf(path, basePath(entry));
    if (readings === undefined) return "path";
    if (readings.some((each) => entry.guarded?.test(each))) return "guarded";
  }
  if (reading || (method === "OPTIONS" && !upgrade) || entry.reads({ ...asked, path: below(path, basePath(entry)) })) return undefined;
  return "read-only";
}

/** As the tool declares its paths: a base path is the installation's, not the tool's. */
const below = (path: string, base: string) => (base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length) : path);

const basePath = ({ upstream }: Judged) => upstream.url.pathname.replace(/\/+$/, "");

/** Every way in which some server may read a path; undefined where it cannot be decoded. */
function readingsOf(path: string, base: string): readonly string[] | undefined {
  const decoded = decodeFully(path);
  if (decoded === undefined) return undefined;
  const slashes = decoded.replace(/\\/g, "/").replace(/;[^/]*/g, "");
  const found = [path, decoded, slashes.replace(/\/{2,}/g, "/"), resolved(slashes), resolved(slashes.replace(/\/{2,}/g, "/"))];
  return [...found, ...found.map((each) => below(each, base))].flatMap((each) => [each, each.toLowerCase()]);
}

/** Without `.`, `..` and empty segments. */
function resolved(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "." && segment !== "") kept.push(segment);
  }
  return `/${kept.join("/")}`;
}
