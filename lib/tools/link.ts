import type { TimeRange } from "@/lib/model";

/** Everything in the clusters that a tool may have a page about. */
export interface LinkTargets {
  /** `instance` is the exporter's `host:port` as Prometheus labels it; `chart` an id of `nodeCharts`. */
  node: { readonly node: string; readonly instance?: string; readonly address?: string; readonly chart?: string; readonly range?: TimeRange };
  pod: { readonly namespace: string; readonly pod: string };
  /** A PromQL expression. */
  query: { readonly expression: string; readonly range?: TimeRange };
  /** All alerts of this alertname. */
  alert: { readonly alertname: string };
  application: { readonly namespace: string; readonly name: string };
  image: { readonly id: string };
}

export type LinkKind = keyof LinkTargets;

/** A place under a tool's public URL. `path` begins with `/`; variable parts are already escaped. */
export interface Place {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly hash?: string;
}

/** The pages a tool can open, by what they are about. */
export type Links<Options> = { readonly [K in LinkKind]?: (target: LinkTargets[K], options: Options) => Place };

/** Stands for Castor's own origin while an address below one of its pages is put together. */
const own = "http://castor.invalid";

/**
 * The address of a place, always under `base` whatever the target's names contain. `base` is the tool's
 * own address, or the page of Castor that shows the tool inside: `/clusters/pollux/tools/grafana`.
 */
export function address(base: string, place: Place): string {
  const url = new URL(base, own);
  const told = () => (base.startsWith("/") ? url.href.slice(own.length) : url.href);
  // A name that is only dots would climb; such a thing has no page.
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(place.path)) return told();
  url.pathname = url.pathname.replace(/\/+$/, "") + place.path;
  for (const [name, value] of Object.entries(place.query ?? {})) url.searchParams.set(name, value);
  if (place.hash !== undefined) url.hash = place.hash;
  return told();
}

/** A tool's page about a target, or undefined where it has none. */
export function link<K extends LinkKind, Options>(
  tool: { readonly links: Links<Options> },
  upstream: { readonly base: string; readonly options: Options },
  kind: K,
  target: LinkTargets[K],
): string | undefined {
  const place = tool.links[kind]?.(target, upstream.options);
  return place && address(upstream.base, place);
}
