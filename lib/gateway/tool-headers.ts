import { hopByHop, namedInConnection } from "./hop-by-hop";
import { withoutFrameAncestors } from "./framing";
import { toolCookie } from "./set-cookie";
import { createVerdicts } from "./verdicts";

type Verdict = "pass" | "drop" | "connection" | "policy" | "cookie" | "location";

const verdictOf = createVerdicts((spelled): Verdict => {
  const name = spelled.toLowerCase();
  if (name === "connection") return "connection";
  // Clearing "cookies" reaches the whole site: a tool would sign people out of Castor and of every other tool.
  if (hopByHop.has(name) || name === "x-frame-options" || name === "clear-site-data") return "drop";
  if (name === "content-security-policy") return "policy";
  if (name === "set-cookie") return "cookie";
  return name === "location" ? "location" : "pass";
});

/** Where a tool stands: what it may call itself, and what it is called by browsers. */
export interface Standing {
  /** Castor's own policy about frames. */
  readonly policy: string;
  /** `http://grafana.monitoring:3000`: where Castor reaches it. */
  readonly internal: string;
  /** `https://grafana-pollux.castor.example.org`. */
  readonly origin: string;
}

/**
 * The headers of a tool's answer as a browser gets them: names, values and order as they came, in pairs. Only what
 * is about frames, about this one connection, or would reach beyond the tool's own hostname is changed.
 */
export function toolHeaders(raw: readonly string[], { policy, internal, origin }: Standing): string[] {
  const headers: string[] = [];
  let named: readonly string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at] as string;
    const value = raw[at + 1] as string;
    const verdict = verdictOf(name);
    if (verdict === "pass") headers.push(name, value);
    else if (verdict === "connection") named = [...named, ...namedInConnection(value)];
    else if (verdict !== "drop") {
      const changed = verdict === "policy" ? withoutFrameAncestors(value) : verdict === "cookie" ? toolCookie(value) : toolLocation(value, internal, origin);
      if (changed !== undefined) headers.push(name, changed);
    }
  }
  const kept = named.length === 0 ? headers : without(headers, named);
  kept.push("Content-Security-Policy", policy);
  return kept;
}

function without(headers: readonly string[], names: readonly string[]): string[] {
  return headers.filter((_, at) => !names.includes((headers[at - (at % 2)] as string).toLowerCase()));
}

const authority = /^(?:https?:)?\/\/[^/?#\\]*/i;

/** A redirect to where only Castor can go, or to the tool's own hostname by the wrong scheme, leads to the tool's hostname. */
function toolLocation(value: string, internal: string, origin: string): string {
  const start = authority.exec(value)?.[0];
  if (start === undefined) return value;
  try {
    const { host } = new URL(start, internal);
    return host === new URL(internal).host || host === new URL(origin).host ? origin + value.slice(start.length) : value;
  } catch {
    return value;
  }
}
