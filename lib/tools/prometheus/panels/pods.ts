import type { RankedItem, Ranking, Unit } from "@/lib/model";
import type { InstantSample, Labels, Prometheus } from "../client";
import { exists, explained, noData } from "../missing";
import { inNamespace } from "../promql";
import { podSeries, type CadvisorForm } from "../workload-queries";

/** A pod as a series names it; without `honorLabels` the scraped pod stands under `exported_`. */
export interface PodName {
  readonly namespace: string;
  readonly pod: string;
}

export function podOf(labels: Labels): PodName {
  return { namespace: labels["exported_namespace"] ?? labels["namespace"] ?? "", pod: labels["exported_pod"] ?? labels["pod"] ?? "" };
}

export const podKey = ({ namespace, pod }: PodName) => `${namespace}/${pod}`;

/** Which form a cAdvisor metric has here; throws `not-found` naming the series or label that is missing. */
export async function cadvisorForm(client: Prometheus, metric: string, signal: AbortSignal): Promise<CadvisorForm> {
  for (const form of ["container", "pod"] as const) {
    if (await exists(client, `${metric}{${podSeries(form)}}`, signal)) return form;
  }
  throw await explained(client, metric, "with a label container or pod", signal);
}

/** The error for a question that has an answer elsewhere but not in this namespace. */
export function nothingIn(client: Prometheus, metric: string, namespace: string | undefined) {
  return noData(client, metric, inNamespace(namespace) === "" ? "" : `in the namespace ${namespace ?? ""}`);
}

/** As many as fit on a panel. */
const shown = 5;

/** The most and the least of these pods. A pod is in one list only as long as there are enough. */
export function ranking(samples: readonly InstantSample[], unit: Unit): Ranking {
  const items: RankedItem[] = samples
    .filter(({ value }) => Number.isFinite(value))
    .map(({ labels, value }) => {
      const { namespace, pod } = podOf(labels);
      return { name: pod, namespace, value };
    })
    .sort((a, b) => b.value - a.value || (a.name < b.name ? -1 : 1));
  return { unit, most: items.slice(0, shown), least: items.slice(-shown).reverse(), of: items.length };
}
