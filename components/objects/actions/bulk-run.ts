import type { ObjectRef } from "@/lib/model/api-resource";
import type { Action, Target } from "./action";
import { kubectlLine } from "./kubectl";
import { perform } from "./perform";
import type { Refusal } from "./refusal";

/** How far a change of several objects has got. */
export interface BulkProgress {
  readonly done: number;
  readonly of: number;
  readonly refused: readonly { readonly ref: ObjectRef; readonly refusal: Refusal }[];
  readonly phase: "running" | "stopped" | "done";
}

/** An object of which nothing is known but its name. */
export const bareTarget = (ref: ObjectRef): Target => ({ ref, uid: "", control: {}, owned: [] });

interface BulkRun {
  readonly cluster: string;
  readonly action: Action;
  readonly refs: readonly ObjectRef[];
  readonly now: () => number;
  readonly onProgress: (progress: BulkProgress) => void;
  readonly signal: AbortSignal;
}

/** Changes one object after the other; what is refused does not stop the others. */
export async function runBulk({ cluster, action, refs, now, onProgress, signal }: BulkRun): Promise<BulkProgress> {
  let progress: BulkProgress = { done: 0, of: refs.length, refused: [], phase: "running" };
  const tell = (next: Partial<BulkProgress>) => onProgress((progress = { ...progress, ...next }));
  tell({});
  for (const ref of refs) {
    if (signal.aborted) {
      tell({ phase: "stopped" });
      return progress;
    }
    const end = await perform({ cluster, action, target: bareTarget(ref), values: {}, now: now(), onRun: () => undefined });
    if (end.status === "refused") tell({ refused: [...progress.refused, { ref, refusal: end.refusal }] });
    else tell({ done: progress.done + 1 });
  }
  tell({ phase: "done" });
  return progress;
}

/** The same with kubectl: a line for each namespace. */
export function bulkKubectl(cluster: string, action: Action, refs: readonly ObjectRef[]): string {
  const words = new Map<string | undefined, string[]>();
  for (const ref of refs) {
    const line = action.kubectl(bareTarget(ref), {});
    const known = words.get(ref.namespace);
    // The object's name is the last word of what is changed like this.
    if (known === undefined) words.set(ref.namespace, [...line]);
    else known.push(line.at(-1) ?? "");
  }
  return [...words].map(([namespace, line]) => kubectlLine(cluster, namespace, line)).join("\n");
}
