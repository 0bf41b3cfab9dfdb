"use client";
import { Go } from "@/components/ui/go";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import { ExplanationView } from "./explanation-view";

/**
 * Why one does, or does not, hear of an alert: a plain sentence first, then all that it rests on, for each
 * configuration that a cluster's Alertmanagers run.
 */
export function WhyPanel({ cluster, explanations, title = "Why do I (not) hear of it" }: { readonly cluster: string; readonly explanations: readonly RoutingExplanation[]; readonly title?: string }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-4 rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      <h2 className="font-semibold tracking-tight">{title}</h2>
      {explanations.length === 0 ? (
        <p className="text-[13px] text-muted">
          No Alertmanager has told its routes, so nobody can say who hears of it.{" "}
          <Go href={alertsHref(cluster, "pipeline")} className="underline underline-offset-2">
            See what is wrong with the alerting
          </Go>
        </p>
      ) : (
        explanations.map((explanation) => <ExplanationView key={explanation.alertmanagers.join(" ")} cluster={cluster} explanation={explanation} named={explanations.length > 1} />)
      )}
    </section>
  );
}
