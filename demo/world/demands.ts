import type { Workload } from "./workload";

/** What names a workload. */
export type WorkloadId = Pick<Workload, "kind" | "namespace" | "name">;

/** A workload while it is asked for, and how many pods it was meant to have when. */
export interface Demand {
  readonly workload: Workload;
  /** ms since the epoch; 0 for what was always there, Infinity for what still is. */
  readonly since: number;
  readonly until: number;
  readonly replicas: (at: number) => number;
}

/** A job that ended without success, for whoever counts failures. */
export interface FailedJob {
  readonly namespace: string;
  readonly name: string;
  readonly reason: string;
  readonly failed: number;
  readonly removed: number;
}

/** A pod that no node takes. */
export interface WaitingPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly owner: { readonly kind: string; readonly name: string };
  readonly from: number;
  readonly to: number;
}

/** What a cluster is asked to run over time: what it began with, and what people changed. */
export interface Demands {
  /** Raised by each change, for those who keep what they read. */
  readonly version: number;
  list(kind: Workload["kind"]): readonly Demand[];
  /** How many pods a workload is meant to have; undefined when nobody asks for it at this moment. */
  replicas(id: WorkloadId, at: number): number | undefined;
  /** From this moment on a workload is asked for, or asked for with another number of pods. */
  ask(workload: Workload, at: number): void;
  /** From this moment on it is not. */
  drop(id: WorkloadId, at: number): void;
  readonly failedJobs: ReadonlyMap<string, FailedJob>;
  /** Notes that a job failed, or that a failed one was removed. */
  job(uid: string, job: FailedJob): void;
  /** From this moment on a node takes no new pods, or takes them again. */
  cordon(node: string, at: number, cordoned: boolean): void;
  isCordoned(node: string, at: number): boolean;
  readonly waiting: ReadonlyMap<string, WaitingPod>;
  /** Notes that a pod waits for a node, or waited until now. */
  wait(pod: WaitingPod): void;
}

interface Entry extends Demand {
  readonly changes: { readonly at: number; readonly replicas: number }[];
  until: number;
}

const keyOf = ({ kind, namespace, name }: WorkloadId) => `${kind} ${namespace}/${name}`;
const mostNoted = 2_000;

export function demandsOf(workloads: readonly Workload[]): Demands {
  const byKey = new Map<string, Entry[]>();
  const failedJobs = new Map<string, FailedJob>();
  const waiting = new Map<string, WaitingPod>();
  const cordons = new Map<string, { readonly at: number; readonly cordoned: boolean }[]>();
  let version = 0;
  const begin = (workload: Workload, since: number) => {
    const changes = [{ at: since, replicas: workload.replicas }];
    const entry: Entry = { workload, since, until: Infinity, changes, replicas: (at) => (changes.length === 1 ? workload.replicas : (changes.findLast((change) => change.at <= at)?.replicas ?? workload.replicas)) };
    const list = byKey.get(keyOf(workload));
    if (list) list.push(entry);
    else byKey.set(keyOf(workload), [entry]);
  };
  const note = <T>(map: Map<string, T>, key: string, value: T) => {
    map.set(key, value);
    const [oldest] = map.keys();
    if (map.size > mostNoted && oldest !== undefined) map.delete(oldest);
    version += 1;
  };
  for (const workload of workloads) begin(workload, 0);
  const open = (id: WorkloadId) => byKey.get(keyOf(id))?.find(({ until }) => until === Infinity);
  return {
    get version() {
      return version;
    },
    list: (kind) => [...byKey.values()].flatMap((entries) => entries.filter(({ workload }) => workload.kind === kind)),
    replicas(id, at) {
      return byKey.get(keyOf(id))?.find(({ since, until }) => at >= since && at < until)?.replicas(at);
    },
    ask(workload, at) {
      const entry = open(workload);
      if (entry === undefined) {
        begin(workload, at);
        version += 1;
      } else if (entry.changes.at(-1)?.replicas !== workload.replicas) {
        entry.changes.push({ at, replicas: workload.replicas });
      }
    },
    drop(id, at) {
      const entry = open(id);
      if (entry === undefined) return;
      entry.until = at;
      version += 1;
    },
    failedJobs,
    job: (uid, job) => note(failedJobs, uid, job),
    cordon(node, at, cordoned) {
      const list = cordons.get(node) ?? [];
      cordons.set(node, [...list, { at, cordoned }]);
    },
    isCordoned: (node, at) => cordons.get(node)?.findLast((each) => each.at <= at)?.cordoned ?? false,
    waiting,
    wait: (pod) => note(waiting, pod.uid, pod),
  };
}
