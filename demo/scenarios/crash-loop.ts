import type { Run } from "../world/life";

/** How long the broken IOC runs before it fails, and the kubelet's doubling waits between its attempts, ms. */
const alive = 4_200;
const waits = [10_000, 20_000, 40_000, 80_000, 160_000, 300_000];

/** The runs of a pod that crash-loops after its first start and recovers eleven minutes later. */
export function crashingRuns(started: number): readonly Run[] {
  const runs: Run[] = [];
  let from = started;
  for (const wait of waits) {
    runs.push({ from, to: from + alive, exitCode: 139 });
    from += alive + wait;
  }
  return [...runs, { from, to: Infinity, exitCode: 0 }];
}
