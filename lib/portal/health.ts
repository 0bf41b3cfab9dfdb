import type { ToolHealth } from "@/lib/model";
import type { Now } from "./shared";

/** How one tool is checked; `previous` lets the check say since when it is not well. Never throws. */
export interface Checked {
  readonly id: string;
  check(previous: ToolHealth | undefined, signal: AbortSignal): Promise<ToolHealth>;
}

export interface HealthOptions {
  readonly tools: readonly Checked[];
  /** A tool is checked again when its last check is this old, ms. */
  readonly maxAge: number;
  /** How long the others wait for a slow one, ms. */
  readonly patience: number;
  readonly now: Now;
}

/** The state of a cluster's tools. A tool that hangs delays no other: it is reported when its own time is up. */
export function createHealth({ tools, maxAge, patience, now }: HealthOptions) {
  const latest = new Map<string, ToolHealth>();
  const running = new Map<string, Promise<void>>();

  function check(tool: Checked): Promise<void> {
    const known = latest.get(tool.id);
    if (known !== undefined && now() - known.checkedAt < maxAge) return Promise.resolve();
    const under = running.get(tool.id);
    if (under !== undefined) return under;
    const work = tool
      .check(known, AbortSignal.timeout(10_000))
      .then((health) => void latest.set(tool.id, health))
      .finally(() => running.delete(tool.id));
    running.set(tool.id, work);
    return work;
  }

  return {
    /** What is known of each tool, after giving those that are due a moment to answer. */
    async read(): Promise<readonly ToolHealth[]> {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patience)));
      await Promise.race([Promise.all(tools.map(check)), enough]);
      clearTimeout(timer);
      return tools.flatMap(({ id }) => latest.get(id) ?? []);
    },
  };
}
