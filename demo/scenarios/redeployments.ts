import { between, seedOf } from "../world/dice";
import { hour, minute } from "./window";

/** One redeployment within the hour: the old pod goes, the new one pulls its image. Offsets from the full hour, ms. */
export interface Redeployment {
  readonly workload: string;
  readonly killed: number;
  readonly gone: number;
  readonly created: number;
  readonly pullFrom: number;
  readonly pullTo: number;
  readonly started: number;
  /** What crosses the network: the compressed image. */
  readonly bytes: number;
}

export const redeploymentPeriod = hour;
export const redeploymentNode = { cluster: "pollux", node: "p47-srv-01" } as const;

/** The IOC that comes back broken every half hour, as the first and the eleventh of twenty. */
export const brokenIoc = "bl47p-mo-ioc-01";

const slot = 3 * minute;
const megabytes = {
  "bl47p-synoptic": 412,
  "p47-ioc-monitor": 186,
  "p47-epics-opis": 171,
  "p47-blueapi": 634,
  "p47-epics-gateways": 298,
  "p47-nexus": 902,
};

/**
 * The hour of people who test on p47: every three minutes a service is deployed anew and its image pulled,
 * so that a pull is never far from whatever moment someone looks at.
 */
export function redeployments(seed: number): readonly Redeployment[] {
  const services = Object.entries(megabytes);
  const list: Redeployment[] = [];
  for (let n = 0, turn = 0; n < hour / slot; n++) {
    if (n % 10 === 0) {
      list.push(redeployment(brokenIoc, n * slot + 2_000, 14_200, 689_340_128));
      continue;
    }
    const round = Math.floor(turn / services.length);
    const order = [...services].sort(([a], [b]) => seedOf(seed, `${a} ${round}`) - seedOf(seed, `${b} ${round}`));
    const [workload, size] = order[turn % services.length] ?? [brokenIoc, 1];
    turn++;
    const bytes = Math.round(size * 1e6 * between(seed, `size ${n}`, 0.98, 1.02));
    const took = Math.max(4_000, Math.round((bytes / between(seed, `speed ${n}`, 42e6, 66e6)) * 10) * 100);
    list.push(redeployment(workload, n * slot + Math.round(between(seed, `start ${n}`, 5_000, 90_000)), took, bytes));
  }
  return list;
}

function redeployment(workload: string, killed: number, took: number, bytes: number): Redeployment {
  const pullFrom = killed + 4_000;
  return { workload, killed, gone: killed + 3_000, created: killed + 3_200, pullFrom, pullTo: pullFrom + took, started: pullFrom + took + 300, bytes };
}
