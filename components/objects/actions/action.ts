import type { LucideIcon } from "lucide-react";
import type { ApiResource, Cluster, FamilyMember, ObjectControl, ObjectRef, Revision, Right } from "@/lib/model";

/** What a dialog must say about the cluster that it changes. */
export type ActionCluster = Pick<Cluster, "id" | "title" | "accent" | "stage">;

/** What an action acts on, and what of it decides which actions there are. */
export interface Target {
  readonly ref: ObjectRef;
  readonly uid: string;
  readonly control: ObjectControl;
  /** What discovery tells of its kind; undefined until it is known. */
  readonly resource?: ApiResource | undefined;
  /** What brings it back when it is deleted. */
  readonly owner?: ObjectRef | undefined;
  /** What belongs to it and goes along when it is deleted. */
  readonly owned: readonly FamilyMember[];
  /** It is being deleted already. */
  readonly deleting?: boolean;
}

/** One request to the cluster's API; `path` is the API's own, with its query. */
export interface ApiRequest {
  readonly method: "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  /** The content type of the body. */
  readonly type?: string;
  readonly body?: string;
}

/** What the person chose, by the fields' ids. */
export type Values = Readonly<Record<string, string>>;

/** One thing to choose in an action's dialog. */
export type Field =
  | { readonly kind: "number"; readonly id: string; readonly label: string; readonly initial: string; readonly min: number; readonly max: number }
  | { readonly kind: "text"; readonly id: string; readonly label: string; readonly initial: string }
  | { readonly kind: "choice"; readonly id: string; readonly label: string; readonly initial: string; readonly options: readonly Option[] }
  /** A revision to go back to, with what differs. */
  | { readonly kind: "revision"; readonly id: string; readonly label: string };

export interface Option {
  readonly value: string;
  readonly label: string;
  /** What choosing it means, in a sentence. */
  readonly hint: string;
}

/** What an action may need beside its target. */
export interface Material {
  /** ms since the epoch. */
  readonly now: number;
  /** The object itself, for actions that read it. */
  readonly object?: unknown;
  /** For actions that choose one. */
  readonly revisions?: readonly Revision[];
}

/** How much an action can break: `high` is confirmed by typing the object's name on production. */
export type Danger = "none" | "some" | "high";

/** One way to change an object: all that the page, the dialog and the command to copy are made of. */
export interface Action {
  readonly id: string;
  /** Actions that take each other's place share one, so that the button keeps the focus. */
  readonly slot?: string;
  /** On the button, in the imperative: "Scale". */
  readonly title: string;
  readonly icon: LucideIcon;
  /** Whether the object, as it is now, can be changed so. */
  fits(target: Target): boolean;
  /** All of them are needed. */
  rights(target: Target): readonly Right[];
  fields?(target: Target, now: number): readonly Field[];
  /** Why these values are not possible, in a sentence. */
  wrong?(target: Target, values: Values): string | undefined;
  danger(target: Target, values: Values): Danger;
  /** What will happen, in a sentence. */
  says(target: Target, values: Values): string;
  /** What has happened then. */
  done(target: Target, values: Values): string;
  /** What has to be read before the requests can be made. */
  readonly reads?: "object" | "revisions";
  /** Kubernetes is asked first what it would say. */
  readonly dryRun?: true;
  requests(target: Target, values: Values, material: Material): readonly ApiRequest[];
  /** The words after `kubectl --context … -n …`. */
  kubectl(target: Target, values: Values): readonly string[];
}

/** Declares an action. */
export const defineAction = (action: Action): Action => action;
