import type { NodeInfo, NodeRow, NodeSample } from "./node";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What one measurement says in a row. Rates are null as long as there is only one reading. */
export type RowFigures = Pick<NodeRow, "cpu" | "memory" | "received" | "sent" | "load" | "disk">;

/** A node's live figures in the units of its row. `rates` is false where the sample stands on a single reading. */
export function rowFigures(sample: NodeSample, rates = true): RowFigures {
  const fullest = sample.filesystems.map(({ size, available }) => 1 - available / size);
  return {
    cpu: rates && sample.cores.length > 0 ? Math.min(1, sum(Object.values(sample.cpu)) / sample.cores.length) : null,
    memory: sample.memory.total > 0 ? sample.memory.used / sample.memory.total : null,
    received: rates ? sum(sample.network.map(({ received }) => received)) : null,
    sent: rates ? sum(sample.network.map(({ sent }) => sent)) : null,
    load: sample.load[0],
    disk: fullest.length === 0 ? null : Math.max(...fullest),
  };
}

/**
 * The row of a node: what Kubernetes knows, and the figures of `at` (ms since the epoch). Without
 * figures the earlier row's stand, with their own time; a single missing one keeps its last value.
 */
export function nodeRow(info: NodeInfo, figures: RowFigures | undefined, at: number, earlier?: NodeRow): NodeRow {
  const kept = figures ?? earlier;
  const pick = (name: keyof RowFigures) => kept?.[name] ?? earlier?.[name] ?? null;
  return {
    name: info.name,
    ready: info.ready,
    cores: info.cores,
    memoryBytes: info.memoryBytes,
    cpu: pick("cpu"),
    memory: pick("memory"),
    received: pick("received"),
    sent: pick("sent"),
    load: pick("load"),
    disk: pick("disk"),
    at: figures === undefined ? (earlier?.at ?? 0) : at,
  };
}
