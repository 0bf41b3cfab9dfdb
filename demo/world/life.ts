/** One run of a pod's containers: they start together, and end together when the first of them fails. */
export interface Run {
  readonly from: number;
  /** When it ended; Infinity for one that was never seen to end. */
  readonly to: number;
  readonly exitCode: number;
}

/** Everything that happens to one pod, from creation to deletion. All times in ms since the epoch. */
export interface Life {
  readonly created: number;
  /** The pull of its first container's image; left out where the image was already there. */
  readonly pull?: { readonly from: number; readonly to: number; readonly bytes: number };
  /** In order; never empty. Between two runs the pod waits in CrashLoopBackOff. */
  readonly runs: readonly Run[];
  /** When it was told to end, and when it had gone; Infinity for a pod that stays. */
  readonly killed: number;
  readonly gone: number;
}

/** What a life looks like at one moment. */
export interface LifeState {
  readonly phase: "Pending" | "Running";
  readonly state: "creating" | "running" | "backing-off" | "failed";
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
  if (current === undefined) {
    return { phase: "Pending", state: "creating", since: life.created, restarts: 0, terminating, changed: changed(life.created) };
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
  for (const run of life.runs) moments.push(run.from, run.to, run.to + failureShown);
  return [...new Set(moments)].filter((at) => at > from && at <= to && at <= life.gone).sort((a, b) => a - b);
}

/** The life of a pod that was started once and has run ever since. */
export function settled(created: number): Life {
  return { created, runs: [{ from: created + 2_400, to: Infinity, exitCode: 0 }], killed: Infinity, gone: Infinity };
}
