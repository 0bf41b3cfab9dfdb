import type { Finding } from "@/lib/model";
import type { Subject } from "./kind-knowledge";
import type { KubeObject } from "./kube-object";

/** What Prometheus knows of one container. */
export interface ContainerFigures {
  /** The highest working set of the last hours, bytes. */
  readonly memoryPeak?: number;
  /** The fraction of periods of the last minutes in which it was held back. */
  readonly throttled?: number;
}

/** Figures of pods, by container; the Portal gives them, because metrics are another tool's. */
export interface Figures {
  /** How far back the peaks look, in words: "6 hours". */
  readonly span: string;
  of(namespace: string, pods: readonly string[], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, ReadonlyMap<string, ContainerFigures>>>;
}

/** Everything that a rule may look at about one object. */
export interface Evidence extends Subject {
  /** By container. Undefined where there is no Prometheus or it is silent. */
  readonly figures?: ReadonlyMap<string, ContainerFigures> | undefined;
  /** How far back the figures look, in words; undefined where the cluster has no Prometheus. */
  readonly span?: string | undefined;
  /** The last lines of a container before it ended, where they were read. */
  readonly lastLines: ReadonlyMap<string, readonly string[]>;
  /** The cluster's storage classes, where they were read. */
  readonly storageClasses?: readonly KubeObject[] | undefined;
}

/** A finding and what brought it about: findings of several objects with the same cause are told once. */
export interface Cause extends Finding {
  readonly cause: string;
}

/** One family of troubles: looks at one object and says what it finds. Pure. */
export type Rule = (evidence: Evidence) => readonly Cause[];

const ranks = { critical: 0, warning: 1, notice: 2 } as const;

/** Worst first, then the newest. */
export function ranked<T extends Finding>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((a, b) => ranks[a.severity] - ranks[b.severity] || (b.since ?? 0) - (a.since ?? 0));
}
