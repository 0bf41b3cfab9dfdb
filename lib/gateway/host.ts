import type { GatewayEntry } from "./entry";

/**
 * The tool whose hostname a Host header names. Only exact hostnames count, in any case, with or without
 * the scheme's own port: whatever is spelled otherwise is no tool's, so that no two readings of it can differ.
 */
export function hostTable(entries: readonly GatewayEntry[]): (host: string | undefined) => GatewayEntry | undefined {
  const table = new Map<string, GatewayEntry>();
  for (const entry of entries) {
    const { protocol, host, hostname, port } = new URL(entry.origin);
    table.set(host, entry);
    if (port === "") table.set(`${hostname}:${protocol === "https:" ? "443" : "80"}`, entry);
  }
  return (host) => (host === undefined ? undefined : (table.get(host) ?? table.get(host.toLowerCase())));
}
