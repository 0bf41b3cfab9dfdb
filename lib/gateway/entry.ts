import type { Person, ToolLevel } from "@/lib/model";
import type { ToolIdentity } from "@/lib/settings";

/** A request as far as it says whether it changes something; `path` is the raw one without its query. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly upgrade: boolean;
}

/** One tool of one cluster behind the sign-in. Made by the Portal from the settings and the tool's own declaration. */
export interface GatewayEntry {
  /** `grafana-pollux`: the first part of its hostname. */
  readonly id: string;
  /** `https://grafana-pollux.castor.example.org`. */
  readonly origin: string;
  readonly cluster: { readonly id: string; readonly title: string };
  readonly tool: { readonly id: string; readonly title: string };
  /** Where Castor reaches it. */
  readonly upstream: { readonly url: URL; readonly ca?: string; readonly insecure: boolean };
  readonly identity: ToolIdentity;
  /** What a person may do; undefined is nothing at all. */
  readonly levelOf: (person: Person) => ToolLevel | undefined;
  /** For people who may only look: whether a request that is not plain reading changes nothing. */
  readonly reads: (asked: Asked) => boolean;
  /** Plain reading that is refused to people who may only look. */
  readonly guarded?: RegExp;
}

/** The name by which a tool of a cluster is called in its hostname. */
export const entryId = (tool: string, cluster: string) => `${tool}-${cluster}`;

/** The origin of a tool behind the sign-in: a hostname of its own below Castor's, so that it is same-site with it and yet another origin. */
export function toolOrigin(publicUrl: string, tool: string, cluster: string): string {
  const { protocol, host } = new URL(publicUrl);
  return `${protocol}//${entryId(tool, cluster)}.${host}`;
}
