import type { CDPSession } from "@playwright/test";

/** Where a page's main thread spent its processor time, ms. Processor time, so that a busy machine does not count. */
export interface MainThread {
  readonly total: number;
  /** The longest single task. */
  readonly longest: number;
  /** Handing the painted frame on; without a GPU, canvases are filled here, and SVG is filled on other threads. */
  readonly commit: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
}

/** Traces what a page's main thread does while `work` lasts. */
export async function traceMainThread(session: CDPSession, work: () => Promise<void>): Promise<MainThread> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
  session.on("Tracing.dataCollected", collect);
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] } });
  await work();
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  session.off("Tracing.dataCollected", collect);
  const drawn = events.find(({ name }) => name === "FireAnimationFrame");
  if (drawn === undefined) throw new Error("the page drew nothing");
  const main = events.filter(({ ph, pid, tid }) => ph === "X" && pid === drawn.pid && tid === drawn.tid);
  const spent = (wanted: string) => main.filter(({ name }) => name === wanted).map(({ tdur = 0 }) => tdur / 1000);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const tasks = spent("RunTask");
  return { total: sum(tasks), longest: Math.max(...tasks), commit: sum(spent("Commit")) };
}
