import type { InstantSample, Prometheus } from "./client";
import { workloadQueries } from "./workload-queries";

/** What one container used of late. */
export interface ContainerFigure {
  /** Bytes. */
  readonly memoryPeak?: number;
  /** A fraction of one. */
  readonly throttled?: number;
}

/** The figures of these pods' containers, by pod and container: the peaks within the span (`6h`), the throttling of the last minutes. */
export async function containerFigures(
  prometheus: Prometheus,
  { namespace, pods, span, signal }: { readonly namespace: string; readonly pods: readonly string[]; readonly span: string; readonly signal?: AbortSignal | undefined },
): Promise<ReadonlyMap<string, ReadonlyMap<string, ContainerFigure>>> {
  const [peaks, throttling] = await Promise.all([
    prometheus.query(workloadQueries.containerPeaks(namespace, pods, span), { signal }),
    // Not every kubelet tells of throttling; the peaks are worth having without it.
    prometheus.query(workloadQueries.containerThrottling(namespace, pods), { signal }).catch(() => [] as readonly InstantSample[]),
  ]);
  const found = new Map<string, Map<string, ContainerFigure>>();
  const put = (samples: readonly InstantSample[], figure: (value: number) => ContainerFigure) => {
    for (const { labels, value } of samples) {
      const [pod, container] = [labels["pod"], labels["container"]];
      if (pod === undefined || container === undefined || !Number.isFinite(value)) continue;
      const of = found.get(pod) ?? new Map<string, ContainerFigure>();
      found.set(pod, of.set(container, { ...of.get(container), ...figure(value) }));
    }
  };
  put(peaks, (memoryPeak) => ({ memoryPeak }));
  put(throttling, (throttled) => ({ throttled }));
  return found;
}
