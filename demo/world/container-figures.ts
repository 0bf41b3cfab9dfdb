import { between, seedOf } from "./dice";
import type { Run } from "./life";
import type { Pod } from "./pod";
import { restless } from "./signal";
import type { ContainerSpec } from "./workload";

/** What one container of a pod uses, as functions of time. Counters begin at zero with the pod's first run. */
export interface ContainerFigures {
  /** Core-seconds spent until this moment. */
  readonly cpu: (at: number) => number;
  /** Bytes of the working set at this moment. */
  readonly memory: (at: number) => number;
  /** Scheduling periods so far, and those in which it was held back. */
  readonly periods: (at: number) => number;
  readonly throttled: (at: number) => number;
}

/** Seconds that a container ran until this moment, or the same of anything that accrues while it runs. */
function accrued(runs: readonly Run[], at: number, total: (at: number) => number): number {
  let sum = 0;
  for (const { from, to } of runs) {
    if (from >= at) break;
    sum += total(Math.min(at, to)) - total(from);
  }
  return sum;
}

const periodsPerSecond = 10;
const warmUp = 240_000;

export function containerFigures(pod: Pod, { name, cpu, memory, throttled }: ContainerSpec, origin: number): ContainerFigures {
  const seed = seedOf(pod.seed, name);
  const limit = cpu.limit ?? 1;
  const { runs } = pod.life;
  const work = restless({ seed, origin, mean: limit * (throttled === undefined ? between(seed, "cpu", 0.06, 0.38) : 0.93), daily: 0.1, sway: 0.3, jitter: 0.4, ...(throttled !== undefined && { daily: 0, sway: 0.04, jitter: 0.05 }) });
  const held = restless({ seed: seedOf(seed, "memory"), origin, mean: (memory.limit ?? 2 ** 29) * between(seed, "held", 0.3, 0.62), daily: 0.03, sway: 0.06, jitter: 0.01 });
  const squeezed = throttled ?? (between(seed, "throttled", 0, 1) > 0.98 ? 0.31 : 0.004);
  const seconds = (at: number) => at / 1_000;
  return {
    cpu: (at) => accrued(runs, at, work.total),
    memory: (at) => {
      const run = runs.findLast(({ from }) => from <= at);
      // What is killed for its memory grew until it met its limit.
      if (run?.reason === "OOMKilled" && memory.limit !== undefined) return Math.round((memory.limit * (0.18 + 0.815 * Math.min(1, (at - run.from) / (run.to - run.from)))) / 4_096) * 4_096;
      const warm = run === undefined ? 0 : 0.45 + 0.55 * Math.min(1, (at - run.from) / warmUp);
      return Math.round((held.rate(at) * warm) / 4_096) * 4_096;
    },
    periods: (at) => Math.floor(accrued(runs, at, seconds) * periodsPerSecond),
    throttled: (at) => Math.floor(accrued(runs, at, seconds) * periodsPerSecond * squeezed),
  };
}
