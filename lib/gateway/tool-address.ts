import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { isIP } from "node:net";
import type { ProxyServerOptions } from "httpxy";
import type { GatewayEntry } from "./entry";
import type { Standing } from "./tool-headers";
import { framePolicy } from "./framing";

/** ms for which a connection that nobody uses is kept: shorter than what firewalls forget. */
const idle = 30_000;

/** How a tool is reached, worked out once. */
export interface ToolAddress extends Standing {
  readonly title: string;
  readonly proto: "http" | "https";
  readonly secure: boolean;
  readonly agent: HttpAgent | HttpsAgent;
  readonly host: string;
  readonly port: number;
  /** For requests whose path is the tool's own already, and for those that Castor puts below the tool's path. */
  readonly plain: ProxyServerOptions;
  readonly below: ProxyServerOptions;
  /** `/prometheus`, where the tool has only a part of its host; empty otherwise. */
  readonly prefix: string;
}

export function toolAddress(entry: GatewayEntry, publicUrl: string): ToolAddress {
  const { url, ca, insecure } = entry.upstream;
  const secure = url.protocol === "https:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  // The certificate is checked against the tool's internal name; the Host header has its public one.
  const tls = { rejectUnauthorized: !insecure, servername: isIP(host) === 0 ? host : "", ...(ca === undefined ? {} : { ca }) };
  const agent = secure ? new HttpsAgent({ keepAlive: true, timeout: idle, ...tls }) : new HttpAgent({ keepAlive: true, timeout: idle });
  const prefix = url.pathname.replace(/\/+$/, "");
  const target = { protocol: url.protocol, host, hostname: host, port };
  return {
    title: entry.tool.title,
    proto: entry.origin.startsWith("https:") ? "https" : "http",
    secure,
    agent,
    host,
    port,
    policy: framePolicy(publicUrl),
    internal: url.origin,
    origin: entry.origin,
    plain: { target, agent, secure: !insecure },
    below: { target: { ...target, pathname: prefix }, agent, secure: !insecure },
    prefix,
  };
}

/** Whether a raw path lies within the tool's own part of its host already. */
export function isWithin(prefix: string, path: string): boolean {
  return prefix === "" || path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`);
}

/** Whether a tool's host could read this path as one that climbs out of the tool's own part of it. */
export function climbs(path: string): boolean {
  return /(?:^|[/\\]|%2f|%5c)(?:\.|%2e){2}(?:[/\\?;]|%2f|%5c|$)/i.test(path.split("?", 1)[0] ?? "");
}
