import type { Readable } from "node:stream";
import { isCastorError } from "@/lib/model/problem";
import { createLogPlace } from "@/lib/model/log-place";
import type { LogQuery, LogTarget } from "@/lib/model/log-query";
import type { LogNews, LogProblem } from "@/lib/model/log-stream";
import { openLog, podOf, type LogAccess } from "./ask";
import type { LogClock } from "./clock";
import { createLineCutter, type LogItem } from "./line-cutter";
import { endingOf, logPodOf, type Ending } from "./log-pod";

/** Where one container's output goes. */
export interface LogOutlet {
  /** Resolves when there is room for more. */
  put(items: readonly LogItem[]): Promise<void>;
  tell(news: LogNews): void;
  begin(): void;
  /** Nothing is to be expected for a while. */
  rest(): void;
}

/** How long before a container is asked again: one that has not started or ended, and one whose connection broke, ms. */
const afterEnd = 3_000;
const afterBreak = 1_000;

/**
 * Reads one container until nothing more can come. While it is followed, one that has not started is
 * waited for, one that is started again is followed on, and a broken connection is continued.
 */
export async function readLog(access: LogAccess, query: LogQuery, stream: number, outlet: LogOutlet, clock: LogClock, signal: AbortSignal): Promise<void> {
  const target = query.targets[stream];
  if (target === undefined) return;
  const place = createLogPlace();
  let told = "";
  let begun = false;
  let failed = false;
  let runs: number | undefined;

  const begin = () => {
    if (!begun) outlet.tell({ kind: "begin", stream, pod: target.pod, container: target.container ?? "" });
    begun = true;
    failed = false;
    told = "";
  };
  const tellProblem = (problem: LogProblem) => {
    if (told !== problem.message) outlet.tell({ kind: "problem", stream, problem });
    told = problem.message;
    begun = false;
    failed = true;
  };
  const tellEnd = ({ message, final }: Pick<Ending, "message" | "final">) => {
    if (told !== message || final) outlet.tell({ kind: "end", stream, message, final });
    told = message;
    begun = false;
  };
  const put = async (items: readonly LogItem[]) => {
    const fresh = query.follow ? items.filter(({ time }) => place.take(time)) : items;
    if (fresh.length === 0) return;
    begin();
    await outlet.put(fresh);
  };

  if (query.follow) runs = await restartsOf(access, target, signal);
  for (let first = true; !signal.aborted; first = false) {
    const since = place.since ?? target.sinceTime;
    place.again();
    const answer = await openLog(access, query, { ...target, ...(since === undefined ? {} : { sinceTime: since }) }, signal);
    if (signal.aborted) return;
    if ("message" in answer) {
      tellProblem(query.follow ? answer : { ...answer, again: false });
      if (!query.follow || !answer.again) return;
      outlet.rest();
      await clock.wait(afterEnd, signal);
      continue;
    }
    outlet.begin();
    // After an end the same run may be answered once more: only a new line tells of the next one.
    if (first || failed) begin();
    const whole = await copy(answer, stream, put);
    outlet.rest();
    if (signal.aborted) return;
    if (!query.follow) return whole ? tellEnd({ message: "", final: true }) : tellProblem({ code: "unreachable", message: `The log of ${target.pod} broke off before its end.`, again: false, waiting: false });
    const ending = await endOf(access, target, runs, clock, signal);
    runs = ending.runs;
    if (!ending.running) tellEnd(ending);
    if (ending.final) return;
    await clock.wait(ending.running ? afterBreak : afterEnd, signal);
  }
}

/** Whether the log was read to its end. */
async function copy(body: Readable, stream: number, put: (items: readonly LogItem[]) => Promise<void>): Promise<boolean> {
  const cutter = createLineCutter(stream);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) await put(cutter.cut(chunk));
  } catch {
    return false;
  }
  await put(cutter.end());
  return true;
}

async function restartsOf(access: LogAccess, { pod, container }: LogTarget, signal: AbortSignal): Promise<number | undefined> {
  try {
    const { containers } = logPodOf(await podOf(access, pod, signal));
    return (container === undefined ? containers[0] : containers.find(({ name }) => name === container))?.restarts;
  } catch {
    // The log itself will say what is wrong.
    return undefined;
  }
}

/** Why the output ended. A pod's status follows what happens a little later: what still seems to run is looked at twice. */
async function endOf(access: LogAccess, target: LogTarget, runs: number | undefined, clock: LogClock, signal: AbortSignal): Promise<Ending & { readonly runs: number | undefined }> {
  try {
    for (let look = 0; ; look += 1) {
      const pod = await podOf(access, target.pod, signal);
      const ending = endingOf(pod, target.container, runs);
      const { containers } = logPodOf(pod);
      const found = target.container === undefined ? containers[0] : containers.find(({ name }) => name === target.container);
      if (!ending.running || look > 0) return { ...ending, runs: found?.restarts ?? runs };
      await clock.wait(afterBreak, signal);
    }
  } catch (error) {
    if (isCastorError(error) && error.code === "not-found") return { message: `The pod ${target.pod} was deleted.`, final: true, running: false, runs };
    if (isCastorError(error) && error.code === "forbidden") return { message: `The output of ${target.pod} ended; you may not read why.`, final: true, running: false, runs };
    return { message: "", final: false, running: true, runs };
  }
}
