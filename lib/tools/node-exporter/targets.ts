import type { ExporterTarget } from "@/lib/model";

/** How long a list of targets is believed, ms, and how soon an unknown node is worth another look. */
const believed = 30_000;
const impatient = 5_000;

interface TargetsOptions<S> {
  readonly find: () => Promise<readonly ExporterTarget[]>;
  /** ms of a clock that never jumps. */
  readonly now: () => number;
  readonly open: (target: ExporterTarget) => S;
  readonly close: (state: S) => Promise<void>;
}

/**
 * The exporters that exist, each with what the scraper keeps for it. When the Kubernetes API is
 * silent the last list stands, so that live figures outlive it; a target that moved is opened anew.
 */
export function createTargets<S>({ find, now, open, close }: TargetsOptions<S>) {
  const states = new Map<string, { readonly way: string; readonly state: S }>();
  let found = -Infinity;
  let tried = -Infinity;
  let looking: Promise<void> | undefined;

  async function look(): Promise<void> {
    tried = now();
    const targets = await find();
    found = now();
    const gone = new Set(states.keys());
    for (const target of targets) {
      gone.delete(target.node);
      const way = JSON.stringify([target.address, target.port, target.pod]);
      const old = states.get(target.node);
      if (old?.way === way) continue;
      if (old !== undefined) void close(old.state);
      states.set(target.node, { way, state: open(target) });
    }
    for (const node of gone) {
      const old = states.get(node);
      states.delete(node);
      if (old !== undefined) void close(old.state);
    }
  }

  const refresh = () => (looking ??= look().finally(() => (looking = undefined)));

  /** Waits for the first list only; later ones are fetched beside the work. */
  async function ready(): Promise<void> {
    if (found === -Infinity) return refresh();
    if (now() - found > believed && now() - tried > impatient) refresh().catch(() => undefined);
  }

  return {
    async all(): Promise<readonly S[]> {
      await ready();
      return [...states.values()].map(({ state }) => state);
    },
    async get(node: string): Promise<S | undefined> {
      await ready();
      if (!states.has(node) && now() - tried > impatient) await refresh().catch(() => undefined);
      return states.get(node)?.state;
    },
    async close(): Promise<void> {
      await Promise.all([...states.values()].map(({ state }) => close(state)));
      states.clear();
    },
  };
}
