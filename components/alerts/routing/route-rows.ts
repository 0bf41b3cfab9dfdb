import type { RouteStep } from "@/lib/model/alerting/routing";

/** What stands in one place of the drawn tree: a route, or several beside each other that the alert does not take. */
export type RouteRow =
  | { readonly kind: "route"; readonly key: string; readonly step: RouteStep }
  | { readonly kind: "others"; readonly key: string; readonly steps: readonly { readonly key: string; readonly step: RouteStep }[] };

/** More beside each other than this are folded away where the alert takes none of them. */
const few = 3;

/** Whether the alert goes through a route. */
export const isTaken = ({ matched, skipped }: RouteStep): boolean => matched && !skipped;

/** The routes below another as they are drawn. Keys are the places in the tree: `0.2.1`. */
export function routeRows(steps: readonly RouteStep[], above: string, fold: boolean): readonly RouteRow[] {
  const rows: RouteRow[] = [];
  let others: { readonly key: string; readonly step: RouteStep }[] = [];
  const flush = () => {
    if (others.length > few && fold) rows.push({ kind: "others", key: `${others[0]?.key ?? above}+`, steps: others });
    else rows.push(...others.map(({ key, step }): RouteRow => ({ kind: "route", key, step })));
    others = [];
  };
  steps.forEach((step, at) => {
    const key = `${above}.${at}`;
    if (isTaken(step)) {
      flush();
      rows.push({ kind: "route", key, step });
    } else others.push({ key, step });
  });
  flush();
  return rows;
}

/** How many routes there are below one. */
export const countBelow = ({ routes }: RouteStep): number => routes.reduce((sum, route) => sum + 1 + countBelow(route), 0);
