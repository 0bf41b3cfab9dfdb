import type { ObjectRef } from "./api-resource";
import type { ClusterEvent } from "./event";

/** How an object is, in one word that has an icon and a colour. */
export type Wellness = "well" | "progressing" | "warning" | "bad" | "stopped" | "unknown";

/** Everything Castor's page of one object shows, made on the server from what the person may read. */
export interface ObjectReport {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly created: number;
  /** Since when it is being deleted, ms since the epoch, and what holds it up. */
  readonly deleting?: { readonly since: number; readonly finalizers: readonly string[] };
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly wellness: Wellness;
  /** How it is, in a sentence: "2 of 3 pods are ready." */
  readonly sentence: string;
  /** Why it is not well, worst first. */
  readonly findings: readonly Finding[];
  /** The summary, in groups with titles. */
  readonly facts: readonly FactGroup[];
  readonly conditions: readonly ObjectCondition[];
  /** Its root owner and everything owned under that, this object marked. */
  readonly family: FamilyMember;
  /** Newest first; of the object and of what it owns. */
  readonly events: readonly ClusterEvent[];
  /** The manifest without managed fields; values of Secrets are masked. */
  readonly yaml: string;
  /** metadata.managedFields, for those who want to know who set what. */
  readonly managedFields: string;
  /** The pods whose logs belong to it. */
  readonly pods: readonly LogPod[];
  /** What actions need to know: replicas, paused, unschedulable, suspended. */
  readonly control: ObjectControl;
  /** What could not be read with the person's rights, in sentences. */
  readonly unread: readonly string[];
}

export interface Finding {
  readonly severity: "critical" | "warning" | "notice";
  /** What is wrong: "The container app was killed for using more memory than its limit." */
  readonly title: string;
  /** The facts: limit and peak, exit code, the reason per node … one sentence each. */
  readonly details: readonly string[];
  /** What to do next, in the imperative. */
  readonly advice: string;
  /** The object it is about, where that is another one. */
  readonly about?: ObjectRef;
  /** Last lines of a log that tell more. */
  readonly log?: readonly string[];
  readonly since?: number;
}

export interface ObjectCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly since?: number;
  /** Whether this status is how it should be; undefined where nobody knows the type. */
  readonly good?: boolean;
}

/** One value of a summary. */
export type FactValue =
  | { readonly text: string; readonly state?: Wellness; readonly hint?: string; readonly survey?: SurveyLink }
  | { readonly ref: ObjectRef; readonly text?: string }
  /** A time, ms since the epoch. */
  | { readonly at: number }
  | { readonly chips: readonly string[] }
  /** Of a whole, drawn as a bar: used of limit, ready of wanted. */
  | { readonly part: number; readonly of: number; readonly text: string };

/** Leads to a survey, narrowed. */
export interface SurveyLink {
  readonly name: string;
  readonly namespace?: string;
  readonly release?: string;
}

export interface FactGroup {
  readonly title: string;
  readonly facts?: readonly {
    readonly label: string;
    readonly value: FactValue;
    /** What the kind's own schema says of this field. */
    readonly note?: string;
  }[];
  /** For what there are several of: containers, ports, volumes, rules. */
  readonly table?: { readonly columns: readonly string[]; readonly rows: readonly (readonly FactValue[])[] };
}

export interface FamilyMember {
  readonly ref: ObjectRef;
  readonly wellness: Wellness;
  /** "3/3 ready", "CrashLoopBackOff". */
  readonly status: string;
  /** It is the object of the page. */
  readonly self?: true;
  /** It names the one above it as its owner: Kubernetes deletes it along. Others are only used, or related. */
  readonly owned?: true;
  readonly children: readonly FamilyMember[];
  /** How many more children there are than are listed. */
  readonly more?: number;
}

export interface LogPod {
  readonly namespace: string;
  readonly name: string;
  readonly containers: readonly { readonly name: string; readonly type: "container" | "init" | "sidecar" | "ephemeral"; readonly restarts: number; readonly running: boolean }[];
}

export interface ObjectControl {
  /** spec.replicas, where it can be scaled. */
  readonly replicas?: number;
  /** A rollout that is paused. */
  readonly paused?: boolean;
  /** A node that takes no new pods. */
  readonly unschedulable?: boolean;
  /** A cron job or job that is suspended. */
  readonly suspended?: boolean;
}

/** One earlier state of a workload that can be gone back to. */
export interface Revision {
  readonly number: number;
  readonly current: boolean;
  readonly created: number;
  /** The annotation kubernetes.io/change-cause. */
  readonly cause?: string;
  readonly images: readonly string[];
  /** The pod template as YAML, for the difference. */
  readonly template: string;
  /** The patch that goes back to it, and its content type. */
  readonly patch: { readonly type: "application/json-patch+json" | "application/strategic-merge-patch+json"; readonly body: string };
}
