/** What a node is, from the Kubernetes API. */
export interface NodeInfo {
  readonly name: string;
  readonly ready: boolean;
  readonly schedulable: boolean;
  readonly roles: readonly string[];
  readonly address?: string;
  readonly kubelet?: string;
  readonly os?: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly maxPods: number;
  /** Conditions that are not as they should be, with Kubernetes' own words. */
  readonly conditions: readonly { readonly type: string; readonly message: string; readonly since: number }[];
  /** When it joined, ms since the epoch. */
  readonly created: number;
}

/** A pod on a node. */
export interface NodePod {
  readonly namespace: string;
  readonly name: string;
  /** What `kubectl get pods` would print as STATUS. */
  readonly status: string;
  readonly well: boolean;
  readonly ready: number;
  readonly containers: number;
  readonly restarts: number;
  /** When it started, ms since the epoch. */
  readonly started?: number;
  readonly images: readonly string[];
  /** Its network figures are the whole host's. */
  readonly hostNetwork: boolean;
}

/** Bytes by kind; kinds never overlap: used + cache + free = total. */
export interface NodeMemory {
  readonly total: number;
  /** Total minus available. */
  readonly used: number;
  /** Available but not free: page cache, buffers, reclaimable slab. */
  readonly cache: number;
  readonly free: number;
  /** Committed_AS: what was promised to processes. */
  readonly committed?: number;
  readonly swapUsed: number;
}

/** One live measurement of one node, from its exporter. Rates are over the interval before it. */
export interface NodeSample {
  /** CPU in use by mode, in cores; `idle` is left out. Modes as Linux names them. */
  readonly cpu: Readonly<Record<string, number>>;
  /** Busy fraction of each core, 0 to 1, in core order. */
  readonly cores: readonly number[];
  /** Load averages of 1, 5 and 15 minutes, in runnable tasks. */
  readonly load: readonly [number, number, number];
  readonly memory: NodeMemory;
  /** Bytes per second; devices sorted by name, without loopback and virtual pairs. */
  readonly network: readonly { readonly device: string; readonly received: number; readonly sent: number }[];
  /** Bytes per second and the fraction of time the device was busy, 0 to 1. */
  readonly disks: readonly { readonly device: string; readonly read: number; readonly written: number; readonly busy: number }[];
  readonly filesystems: readonly { readonly mount: string; readonly device: string; readonly size: number; readonly available: number }[];
  /** Degrees Celsius by sensor, where the exporter has them. */
  readonly temperatures: readonly { readonly sensor: string; readonly celsius: number }[];
  /** Pressure stall: the fraction of time in which something waited, 0 to 1, where the exporter has it. */
  readonly pressure?: { readonly cpu: number; readonly memory: number; readonly io: number };
  /** When the machine booted, ms since the epoch. */
  readonly booted?: number;
}

/** One row of the page of all nodes. */
export interface NodeRow {
  readonly name: string;
  readonly ready: boolean;
  readonly cores: number;
  readonly memoryBytes: number;
  /** Null where the exporter gave none: fractions 0 to 1, bytes per second, tasks. */
  readonly cpu: number | null;
  readonly memory: number | null;
  readonly received: number | null;
  readonly sent: number | null;
  readonly load: number | null;
  /** Fraction used of the fullest file system. */
  readonly disk: number | null;
  /** When this row was measured; a row keeps its last figures when its exporter is silent. */
  readonly at: number;
}

/** The live figures of all nodes. */
export interface NodesFrame {
  readonly rows: readonly NodeRow[];
  /** Where the figures come from: beyond the budget the overview falls back to Prometheus. */
  readonly source: "exporters" | "prometheus";
  /** How often each row is measured, ms; more than the frames' own interval where the budget stretches it. */
  readonly every?: number;
  /** The most exporter requests a second that the settings allow, where that is what stretches the interval. */
  readonly budget?: number;
}
