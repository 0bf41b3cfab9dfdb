import type { Problem } from "./problem";
import type { ToolLevel } from "./tool";

/** What a cluster's own Services, Ingresses and HTTPRoutes say about tools and links; for administrators. */
export interface FoundTools {
  readonly cluster: string;
  /** Whether anything is looked for: the settings name what. */
  readonly enabled: boolean;
  /** Seconds between two looks, and where: everywhere if empty. */
  readonly every?: number;
  readonly namespaces?: readonly string[];
  /** When it was looked, ms since the epoch. */
  readonly at?: number;
  /** Why the last look failed: what is shown is from the one before. */
  readonly problem?: Problem;
  /** What could not be looked at or shown, in sentences. */
  readonly notes: readonly string[];
  /** What the settings name: it goes before everything found. */
  readonly named: readonly NamedTool[];
  readonly entries: readonly FoundEntry[];
  /** Objects that say something which cannot be used, and why. */
  readonly mistakes: readonly { readonly object: FoundObject; readonly sentence: string }[];
}

/** A tool or link of the settings, and who may open it. */
export interface NamedTool {
  readonly kind: "tool" | "link";
  /** The tool's id, or the link's place in the settings. */
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  /** Where people reach it. */
  readonly href: string;
  /** Who sees it; empty is every signed-in person. */
  readonly groups: readonly string[];
  /** Behind Castor's sign-in: who may open it besides administrators, the first that fits. Absent: it signs people in itself, or not at all. */
  readonly access?: readonly { readonly groups: readonly string[]; readonly level: ToolLevel }[];
}

export interface FoundObject {
  readonly kind: "Service" | "Ingress" | "HTTPRoute";
  readonly namespace: string;
  readonly name: string;
}

/** One tool or link and what became of it. */
export interface FoundEntry {
  readonly object: FoundObject;
  /** By what it was recognised: `label app.kubernetes.io/name=grafana`, `annotation gethomepage.dev/name`. */
  readonly by: string;
  /** A tool that Castor knows; absent for a link. */
  readonly tool?: string;
  readonly title: string;
  readonly purpose?: string;
  readonly icon?: string;
  readonly groups: readonly string[];
  /** Where people reach it; absent for a Service that nothing leads to. */
  readonly href?: string;
  /** Where Castor would reach it inside the cluster: for a tool. */
  readonly url?: string;
  /** What it came to. `shown`: a tile; `overridden`: `by` says by what; `ignored`: it asked not to be shown; `unreachable`: no address leads to it. */
  readonly outcome: { readonly kind: "shown" } | { readonly kind: "overridden"; readonly by: string } | { readonly kind: "ignored" } | { readonly kind: "unreachable" };
  /** The lines of `castor.yaml`, below the cluster, that take it in; absent where the settings name it already. */
  readonly lines?: string;
}

/** Requests that the gateway and the sign-in refused since this Castor started; for administrators. */
export interface Refusals {
  readonly since: number;
  readonly counts: readonly { readonly place: string; readonly reason: string; readonly count: number }[];
  /** The newest, at most 50. */
  readonly recent: readonly { readonly at: number; readonly place: string; readonly reason: string; readonly sentence: string; readonly person?: string; readonly from: string }[];
}
