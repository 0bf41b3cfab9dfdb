import { toolPath, type ToolPath } from "./tool-address";

/** What the page around a tool tells Castor's page. The tool itself can say the same: nothing in it is to be believed further than it goes. */
export type FrameMessage =
  /** The page around the tool is there; the tool may still be on its way. */
  | { readonly castor: "ready" }
  /** The tool is shown; `path` is absent where Castor's address cannot say where. */
  | { readonly castor: "at"; readonly path?: ToolPath; readonly title: string }
  /** The gateway refused it with a page of its own, which is shown. */
  | { readonly castor: "refused"; readonly reason: string }
  /** The frame was led to another origin, which cannot be read, or the browser could not load the tool. */
  | { readonly castor: "left" };

/** What Castor's page asks of it; `replace` leaves no entry in the history. */
export type FrameOrder = { readonly castor: "go"; readonly path: ToolPath; readonly replace?: true } | { readonly castor: "reload" };

/** More of a page's title is of no use to anybody, characters. */
const longestTitle = 200;

/** What one message event tells, where it comes from the tool's own origin and out of this very frame; undefined otherwise. */
export function frameMessage({ data, origin, source }: Pick<MessageEvent<unknown>, "data" | "origin" | "source">, expected: { readonly origin: string; readonly source: unknown }): FrameMessage | undefined {
  if (origin !== expected.origin || source === null || source !== expected.source) return undefined;
  if (typeof data !== "object" || data === null) return undefined;
  const { castor, path, title, reason } = data as Readonly<Record<string, unknown>>;
  if (castor === "ready" || castor === "left") return { castor };
  if (castor === "refused") return { castor, reason: typeof reason === "string" && /^[a-z-]{1,40}$/.test(reason) ? reason : "" };
  if (castor !== "at") return undefined;
  const place = toolPath(path);
  return { castor, title: titleOf(title), ...(place === undefined ? {} : { path: place }) };
}

function titleOf(title: unknown): string {
  if (typeof title !== "string") return "";
  return title
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/gu, " ")
    .trim()
    .slice(0, longestTitle);
}
