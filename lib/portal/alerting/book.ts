import type { Alertmanager } from "@/lib/tools/alertmanager";
import type { Prometheus } from "@/lib/tools/prometheus";
import type { Log } from "../index";
import type { Now } from "../shared";
import { nothingYet, type AlertBook, type AlertMemory } from "./alerts-now";

export interface AlertBookParts {
  readonly cluster: string;
  readonly alertmanagers: readonly Alertmanager[];
  readonly prometheuses: readonly Prometheus[];
  readonly memory: AlertMemory;
  /** Distance of two readings, ms. */
  readonly every: number;
  readonly now: Now;
  readonly log: Log;
}

/** Not written yet: B. */
export function createAlertBook(_: AlertBookParts): AlertBook {
  return { current: nothingYet, ready: async () => undefined, refresh: async () => nothingYet, follow: () => () => undefined, start: () => undefined, close: async () => undefined };
}
