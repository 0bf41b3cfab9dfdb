import type { Tile } from "./tool";

export const stages = ["production", "staging", "development"] as const;
export type Stage = (typeof stages)[number];

/** A cluster's accent: the thin band by which people tell clusters apart. Never a state's hue. */
export const accents = ["violet", "teal", "magenta", "indigo"] as const;
export type Accent = (typeof accents)[number];

/** A cluster as a person may see it; everything here comes from the settings. */
export interface Cluster {
  readonly id: string;
  readonly title: string;
  /** What it is for, in a few words. */
  readonly purpose: string;
  readonly stage: Stage;
  readonly accent: Accent;
  /** Only the tiles that this person may see. */
  readonly tiles: readonly Tile[];
  /** The panels of the cluster's page, in order. */
  readonly panels: readonly PanelCard[];
  /** A kubeconfig for the person's own sign-in can be downloaded. */
  readonly kubeconfig?: true;
  /** Values of Secrets are shown to those who may read them, one at a time. */
  readonly revealsSecrets?: true;
}

/** What the browser knows of a panel: everything but how it is loaded. */
export interface PanelCard {
  readonly id: string;
  readonly title: string;
  /** The question it answers, in a person's words. */
  readonly question: string;
  readonly view: string;
  /** The arguments it takes, for example "namespace". */
  readonly args: readonly string[];
}

/** Nodes ready of total, from the Kubernetes API. */
export interface Readiness {
  readonly ready: number;
  readonly total: number;
  /** Names of the nodes that are not ready. */
  readonly notReady: readonly string[];
}

/** How much of the cluster is in use, from Prometheus. */
export interface Usage {
  readonly cpu: { readonly usedCores: number; readonly totalCores: number };
  readonly memory: { readonly usedBytes: number; readonly totalBytes: number };
  readonly pods: { readonly total: number; readonly notWell: number };
  /** Fractions of the last hour, oldest first, one each minute; null where there is no sample. */
  readonly history: {
    readonly cpu: readonly (number | null)[];
    readonly memory: readonly (number | null)[];
  };
}
