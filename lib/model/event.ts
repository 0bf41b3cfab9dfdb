/** A Kubernetes event, deduplicated the way `kubectl get events` shows it. */
export interface ClusterEvent {
  readonly id: string;
  readonly type: "Normal" | "Warning";
  /** Kubernetes' machine-readable reason: Pulled, BackOff, FailedScheduling … */
  readonly reason: string;
  readonly message: string;
  readonly object: { readonly kind: string; readonly name: string; readonly namespace?: string };
  /** First and last time it was seen, ms since the epoch. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** The node it happened on, where the event or its pod tells. */
  readonly node?: string;
}
