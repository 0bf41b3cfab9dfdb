import type { Life } from "../world/life";
import { crashingRuns } from "./crash-loop";
import { brokenIoc, redeploymentNode, redeploymentPeriod, redeployments } from "./redeployments";

/** The lives of the one pod of a workload that the scenario deploys anew again and again. */
export interface Lives {
  /** Those that touch [from, to], oldest first. */
  between(from: number, to: number): readonly Life[];
}

/** The scenario's lives by workload, for this cluster: pods that are not in it live undisturbed. */
export function livesOn(seed: number, cluster: string): ReadonlyMap<string, Lives> {
  const found = new Map<string, Lives>();
  if (cluster !== redeploymentNode.cluster) return found;
  const all = redeployments(seed);
  for (const name of new Set(all.map(({ workload }) => workload))) {
    const own = all.filter(({ workload }) => workload === name);
    const life = (cycle: number, n: number): Life | undefined => {
      const each = own[n];
      const following = own[n + 1] ?? own[0];
      if (each === undefined || following === undefined) return undefined;
      const base = cycle * redeploymentPeriod;
      const end = base + (n + 1 < own.length ? 0 : redeploymentPeriod);
      const started = base + each.started;
      return {
        created: base + each.created,
        pull: { from: base + each.pullFrom, to: base + each.pullTo, bytes: each.bytes },
        runs: name === brokenIoc ? crashingRuns(started) : [{ from: started, to: Infinity, exitCode: 0 }],
        killed: end + following.killed,
        gone: end + following.gone,
      };
    };
    found.set(name, {
      between(from, to) {
        const lives: Life[] = [];
        for (let cycle = Math.floor(from / redeploymentPeriod) - 1; cycle * redeploymentPeriod <= to; cycle++) {
          for (let n = 0; n < own.length; n++) {
            const each = life(cycle, n);
            if (each && each.created <= to && each.gone >= from) lives.push(each);
          }
        }
        return lives;
      },
    });
  }
  return found;
}
