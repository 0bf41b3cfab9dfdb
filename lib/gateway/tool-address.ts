import { isIP } from "node:net";
import { checkServerIdentity } from "node:tls";
import { Pool } from "undici";
import type { GatewayEntry } from "./entry";
import { framePolicy } from "./framing";
import type { Standing } from "./tool-headers";

/** How a tool is reached, worked out once. */
export interface ToolAddress extends Standing {
  /** The entry's, for the log. */
  readonly id: string;
  readonly title: string;
  /** How browsers reach it. */
  readonly proto: "http" | "https";
  /** Its connections. */
  readonly pool: Pool;
  /** Its internal host name, against which its certificate is checked; the Host header has its public one. */
  readonly servername: string;
  /** `/prometheus`, where the tool has only a part of its host; empty otherwise. */
  readonly prefix: string;
}

/** `timeout` in ms until a connection stands, and from a request's end until its answer begins. Answers may take as long as they like. */
export function toolAddress({ id, origin, tool, upstream: { url, ca, insecure } }: GatewayEntry, publicUrl: string, timeout: number): ToolAddress {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const tls = {
    rejectUnauthorized: !insecure,
    checkServerIdentity: (_asked: string, certificate: Parameters<typeof checkServerIdentity>[1]) => checkServerIdentity(host, certificate),
    ...(ca === undefined ? {} : { ca }),
  };
  return {
    id,
    title: tool.title,
    proto: origin.startsWith("https:") ? "https" : "http",
    pool: new Pool(url.origin, { pipelining: 1, headersTimeout: timeout, bodyTimeout: 0, connect: { timeout, ...(url.protocol === "https:" ? tls : {}) } }),
    servername: isIP(host) === 0 ? host : "",
    policy: framePolicy(publicUrl),
    internal: url.origin,
    origin,
    prefix: url.pathname.replace(/\/+$/, ""),
  };
}

/** The path under which a tool's own host knows this one; a tool below a prefix links to paths that have it already. */
export function pathAt(prefix: string, path: string): string {
  const within = prefix === "" || path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);
  return within ? path : prefix + path;
}

/** Whether a tool's host could read this path as one that climbs out of the tool's own part of it. */
export function climbs(path: string): boolean {
  return /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){2}(?:[/\\;]|%2f|%5c|$)/i.test(path.split("?", 1)[0] ?? "");
}
