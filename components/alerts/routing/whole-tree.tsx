import { enumerated } from "@/lib/model/alerting/integration-words";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import { RouteTree } from "./route-tree";

/** The routes of a cluster as they are configured, for each configuration that its Alertmanagers run. */
export function WholeTree({ explanations }: { readonly explanations: readonly RoutingExplanation[] }) {
  return explanations.map(({ alertmanagers, tree }) => (
    <section key={alertmanagers.join(" ")} aria-label={`All routes of ${enumerated(alertmanagers)}`} className="flex min-w-0 flex-col gap-2 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <h2 className="font-semibold tracking-tight">All routes</h2>
      <p className="text-[13px] text-muted wrap-anywhere">
        As {enumerated(alertmanagers)} {alertmanagers.length === 1 ? "has" : "have"} them. An alert goes down the tree, and ends where nothing below matches; after a match, later routes beside it are tried only where it says “continue”.
      </p>
      <RouteTree tree={tree} plain />
    </section>
  ));
}
