import type { Refusal } from "../refusal";
import { agreed, staysBecause, type DrainChoice, type DrainPod } from "./pod";

/** How far a pod has got. */
export type PodState =
  | { readonly status: "waiting" }
  | { readonly status: "stays"; readonly why: string }
  /** Its disruption budgets do not let it go now; `until` is when it is tried again, ms. */
  | { readonly status: "blocked"; readonly why: readonly string[]; readonly until: number; readonly since: number }
  | { readonly status: "leaving" }
  | { readonly status: "gone" }
  | { readonly status: "failed"; readonly refusal: Refusal };

export interface DrainEntry {
  readonly pod: DrainPod;
  readonly state: PodState;
}

export interface DrainProgress {
  readonly phase: "cordoning" | "evicting" | "done" | "stopped" | "failed";
  readonly entries: readonly DrainEntry[];
  /** Why it could not go on at all. */
  readonly refusal?: Refusal;
}

/** The world that draining acts on. Everything resolves; refusals are values. */
export interface DrainWorld {
  now(): number;
  /** Waits, or returns at once when `signal` is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
  cordon(): Promise<Refusal | undefined>;
  pods(): Promise<readonly DrainPod[] | Refusal>;
  evict(pod: DrainPod): Promise<Refusal | undefined>;
}

/** How long a pod that a budget holds waits for its next try, ms, as kubectl does. */
const tryAgain = 5_000;
/** How often the node is looked at while pods leave, ms. */
const lookEvery = 2_000;

/** What is still to come. */
const openStates: readonly PodState["status"][] = ["waiting", "blocked", "leaving"];

const isRefusal = (value: readonly DrainPod[] | Refusal): value is Refusal => "sentence" in value;

/**
 * Empties a node: no new pods first, then one eviction after the other, so that disruption budgets decide.
 * A pod that a budget holds waits while the others go on. Ends when all have left or failed, or when `signal`
 * is aborted; what has been evicted by then leaves all the same, and the node stays cordoned.
 */
export async function drain(world: DrainWorld, choice: DrainChoice, onProgress: (progress: DrainProgress) => void, signal: AbortSignal): Promise<DrainProgress> {
  const states = new Map<string, DrainEntry>();
  const tell = (phase: DrainProgress["phase"], refusal?: Refusal): DrainProgress => {
    const progress = { phase, entries: [...states.values()], ...(refusal === undefined ? {} : { refusal }) };
    onProgress(progress);
    return progress;
  };
  const put = (pod: DrainPod, state: PodState) => states.set(pod.uid, { pod, state });

  tell("cordoning");
  const uncordoned = await world.cordon();
  if (uncordoned !== undefined) return tell("failed", uncordoned);

  for (;;) {
    const found = await world.pods();
    if (isRefusal(found)) {
      // One unanswered look is not the end of an hour's work; a refusal is.
      if (found.kind !== "castor" && found.kind !== "trouble" && found.kind !== "busy") return tell("failed", found);
    } else {
      take(found);
    }
    if (signal.aborted) return tell("stopped");
    tell("evicting");
    const next = due();
    if (next !== undefined) {
      await evict(next);
      continue;
    }
    if (!isRefusal(found) && !open()) return tell("done");
    await world.wait(lookEvery, signal);
  }

  /** What a look at the node tells: who is new on it, who is on the way, who has left. */
  function take(found: readonly DrainPod[]): void {
    const here = new Set(found.map(({ uid }) => uid));
    for (const { pod, state } of states.values()) if (!here.has(pod.uid) && state.status !== "gone") put(pod, { status: "gone" });
    for (const pod of found) {
      const why = staysBecause(pod) ?? (agreed(pod, choice) ? undefined : "You did not agree to lose it.");
      const known = states.get(pod.uid)?.state.status;
      if (why !== undefined) put(pod, { status: "stays", why });
      else if (pod.deleting && known !== "failed") put(pod, { status: "leaving" });
      else if (known === undefined) put(pod, { status: "waiting" });
    }
  }

  /** The pod to be tried now; those that never were come first. */
  function due(): DrainPod | undefined {
    const entries = [...states.values()];
    const late = entries.filter(({ state }) => state.status === "blocked" && state.until <= world.now());
    return (entries.find(({ state }) => state.status === "waiting") ?? late[0])?.pod;
  }

  function open(): boolean {
    return [...states.values()].some(({ state }) => openStates.includes(state.status));
  }

  async function evict(pod: DrainPod): Promise<void> {
    const before = states.get(pod.uid)?.state;
    const refusal = await world.evict(pod);
    if (refusal === undefined) put(pod, { status: "leaving" });
    else if (refusal.kind === "gone") put(pod, { status: "gone" });
    else if (refusal.kind === "budget" || refusal.kind === "busy") {
      const since = before?.status === "blocked" ? before.since : world.now();
      const why = refusal.details.length === 0 ? [refusal.sentence] : refusal.details;
      put(pod, { status: "blocked", why, since, until: world.now() + Math.max(tryAgain, (refusal.retryAfter ?? 0) * 1_000) });
    } else put(pod, { status: "failed", refusal });
  }
}

/** How many of those that have to leave have left. */
export function drainCount({ entries }: DrainProgress): { readonly left: number; readonly of: number } {
  const leaving = entries.filter(({ state }) => state.status !== "stays");
  return { left: leaving.filter(({ state }) => state.status === "gone").length, of: leaving.length };
}
