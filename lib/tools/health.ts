import { problemOf, type ToolHealth } from "@/lib/model";
import type { Health } from "./tool";

/** An answer that takes longer than this is slow, ms. */
export const slow = 2_000;

/** What a check starts from: the clock gives ms since the epoch. */
export interface Check {
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** The last result, so that `since` is when the trouble began. */
  readonly previous?: ToolHealth | undefined;
}

interface Verdict {
  readonly status: ToolHealth["status"];
  readonly version?: string;
  readonly reason?: string;
}

/**
 * The one place that decides what up, degraded and down mean. Never throws. A tool that
 * answers but refuses Castor is degraded: it works, only Castor cannot look into it.
 */
export async function checkHealth<Client>(
  tool: { readonly id: string; health(client: Client, signal: AbortSignal): Promise<Health> },
  client: Client,
  { now, signal, previous }: Check,
): Promise<ToolHealth> {
  const started = now();
  let verdict: Verdict;
  try {
    const { version, degraded } = await tool.health(client, signal);
    const told = version === undefined ? {} : { version };
    const took = now() - started;
    if (degraded !== undefined) verdict = { status: "degraded", reason: degraded, ...told };
    else if (took > slow) verdict = { status: "degraded", reason: `It answers slowly: in ${(took / 1000).toFixed(1)} s.`, ...told };
    else verdict = { status: "up", ...told };
  } catch (error) {
    const { code, message } = problemOf(error);
    const refused = code === "unauthorized" || code === "forbidden";
    verdict = { status: refused ? "degraded" : "down", reason: message, ...(previous?.version === undefined ? {} : { version: previous.version }) };
  }
  const checkedAt = now();
  return {
    tool: tool.id,
    checkedAt,
    latency: checkedAt - started,
    ...verdict,
    ...(verdict.status === "up" ? {} : { since: previous !== undefined && previous.status !== "up" ? (previous.since ?? previous.checkedAt) : checkedAt }),
  };
}
