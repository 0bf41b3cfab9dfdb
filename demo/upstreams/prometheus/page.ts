import type { Markup, Page } from "../../page";
import type { Labels } from "../../series";

const nav = [
  { title: "Query", href: "/graph" },
  { title: "Alerts", href: "/alerts" },
  { title: "Targets", href: "/targets" },
];

/** A page of the simulated Prometheus: like the real one's, anybody may frame it. */
export function promPage(place: string | undefined, title: string, body: Markup): Page {
  return { tool: "Prometheus", ...(place !== undefined && { place }), title, nav, body };
}

/** A series as PromQL writes it. */
export function labelText(labels: Labels): string {
  const { __name__: name = "", ...rest } = labels;
  return `${name}{${Object.entries(rest).sort().map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(", ")}}`;
}
