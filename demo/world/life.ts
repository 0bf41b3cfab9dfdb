/** One run of a pod's containers: they start together, and end together when the first of them fails. */
export interface Run {
  readonly from: number;
  /** When it ended; Infinity for one that was never seen to end. */
  readonly to: number;
  readonly exitCode: number;
  /** Why it ended, where the exit code does not say it. */
  readonly reason?: "OOMKilled";
}

/** Everything that happens to one pod, from creation to deletion. All times in ms since the epoch. */
export interface Life {
  readonly created: number;
  /** The pull of its first container's image; left out where the image was already there. */
  readonly pull?: { readonly from: number; readonly to: number; readonly bytes: number };
  /** When the image was asked for in vain, in the kubelet's words; there are no runs then. */
  readonly unpulled?: { readonly from: number; readonly message: string };
  /** Why its containers cannot be made, in the kubelet's words; there are no runs then. */
  readonly refused?: { readonly from: number; readonly reason: string; readonly message: string };
  /** What its init containers do one after the other, before everything else. */
  readonly init?: readonly Run[];
  /** In order; empty only where a pod never started. Between two runs the pod waits in CrashLoopBackOff. */
  readonly runs: readonly Run[];
  /** How long after each start the pod becomes ready, ms; Infinity where its probe never succeeds. At once when left out. */
  readonly readyAfter?: number;
  /** Whether nobody starts it again after its last run: a job's pod. */
  readonly once?: boolean;
  /** When it was told to end, and when it had gone; Infinity for a pod that stays. */
  readonly killed: number;
  readonly gone: number;
}

/** What a life looks like at one moment. */
export interface LifeState {
  readonly phase: "Pending" | "Running" | "Succeeded" | "Failed";
  readonly state: "creating" | "running" | "backing-off" | "failed" | "succeeded";
  /** When that state began. */
  readonly since: number;
  readonly restarts: number;
  /** The run that ended last. */
  readonly last?: Run;
  readonly terminating: boolean;
  /** When anything about the pod changed last. */
  readonly changed: number;
}

/** How long a failed container is shown with its exit code before the kubelet says that it backs off, ms. */
const failureShown = 1_500;

/** What the pod of this life is at this moment. Ask only between creation and end. */
export function stateOf(life: Life, at: number): LifeState {
  const terminating = at >= life.killed;
  const changed = (since: number) => Math.max(since, terminating ? life.killed : 0, pullStart(life, at));
  let started = 0;
  while (started < life.runs.length && (life.runs[started]?.from ?? Infinity) <= at) started++;
  const current = life.runs[started - 1];
  const over = life.once === true && started === life.runs.length && current !== undefined && at >= current.to;
  if (current === undefined) {
    return { phase: "Pending", state: "creating", since: life.created, restarts: 0, terminating, changed: changed(life.created) };
  }
  if (over) {
    const good = current.exitCode === 0;
    return { phase: good ? "Succeeded" : "Failed", state: good ? "succeeded" : "failed", since: current.to, restarts: started - 1, last: current, terminating, changed: changed(current.to) };
  }
  const previous = life.runs[started - 2];
  const restarts = started - 1;
  if (at < current.to) {
    return { phase: "Running", state: "running", since: current.from, restarts, ...(previous && { last: previous }), terminating, changed: changed(current.from) };
  }
  const backsOff = current.to + failureShown;
  const state = at < backsOff ? "failed" : "backing-off";
  const since = state === "failed" ? current.to : backsOff;
  return { phase: "Running", state, since, restarts, last: current, terminating, changed: changed(since) };
}

function pullStart(life: Life, at: number): number {
  return life.pull !== undefined && at >= life.pull.from ? life.pull.from : 0;
}

/** Every moment in (from, to] at which a watcher of this pod would be told something, oldest first. */
export function changesOf(life: Life, from: number, to: number): number[] {
  const moments = [life.created, life.killed, life.gone];
  if (life.pull) moments.push(life.pull.from);
  for (const spans of failedPulls(life, to)) for (const span of spans) moments.push(span.from);
  if (life.refused) moments.push(life.refused.from);
  for (const run of life.init ?? []) moments.push(run.from, run.to);
  for (const run of life.runs) {
    moments.push(run.from, run.to, run.to + failureShown);
    if (life.readyAfter !== undefined) moments.push(run.from + life.readyAfter);
  }
  return [...new Set(moments)].filter((at) => at > from && at <= to && at <= life.gone).sort((a, b) => a - b);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** When the kubelet says that the image cannot be pulled, and when it waits to try again: doubling, up to five minutes. */
export function failedPulls({ unpulled, gone }: Life, until: number): readonly [erring: readonly Stretch[], waiting: readonly Stretch[]] {
  const erring: Stretch[] = [];
  const waiting: Stretch[] = [];
  if (unpulled === undefined) return [erring, waiting];
  let wait = 10_000;
  for (let from = unpulled.from; from <= until && from < gone && erring.length < mostAttempts; from += wait, wait = Math.min(300_000, wait * 2)) {
    const shown = from + Math.min(12_000, wait * 0.4);
    erring.push({ from, to: Math.min(shown, gone) });
    if (shown < gone) waiting.push({ from: shown, to: Math.min(from + wait, gone) });
  }
  return [erring, waiting];
}

/** A day of attempts. */
const mostAttempts = 300;

/** The life of a pod that was started once and has run ever since. */
export function settled(created: number): Life {
  return { created, runs: [{ from: created + 2_400, to: Infinity, exitCode: 0 }], killed: Infinity, gone: Infinity };
}
