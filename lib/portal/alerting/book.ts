import { systemTimers, type TimerHandle, type Timers } from "@/lib/hub";
import { problemOf } from "@/lib/model";
import type { Alertmanager } from "@/lib/tools/alertmanager";
import { readAlertingConfig } from "@/lib/tools/alertmanager/config";
import type { Prometheus } from "@/lib/tools/prometheus";
import type { Log } from "../index";
import type { Now } from "../shared";
import { nothingYet, type AlertBook, type AlertMemory, type AlertsNow } from "./alerts-now";
import { keptAcknowledgements, merge } from "./merge";
import { createReadConfig } from "./read-config";
import { readAlertmanager } from "./read-alertmanager";
import { createPrometheusReading } from "./read-prometheus";
import type { AlertmanagerReading } from "./reading";
import { createRecorder } from "./recorder";
import { closing, createSourceReader } from "./source-reader";

export interface AlertBookParts {
  readonly cluster: string;
  readonly alertmanagers: readonly Alertmanager[];
  readonly prometheuses: readonly Prometheus[];
  readonly memory: AlertMemory;
  /** Distance of two readings, ms. */
  readonly every: number;
  readonly now: Now;
  readonly timers?: Timers;
  readonly log: Log;
}

/** The others wait this long for one that did not answer last time; its answer counts in the next reading, ms. */
const patience = 1_000;
/** Values that have changed alone are taken over this often, ms: else every reading would change every alert. */
const valuesEvery = 30_000;

/** The one reader of a cluster's Alertmanagers and Prometheis. Making it asks nobody. */
export function createAlertBook({ cluster, alertmanagers, prometheuses, memory, every, now, timers = systemTimers, log }: AlertBookParts): AlertBook {
  const closed = new AbortController();
  const readConfig = createReadConfig(readAlertingConfig);
  const managers = alertmanagers.map((each) => createSourceReader<AlertmanagerReading>(each.name, (signal, before) => readAlertmanager(each, { readConfig, now, signal, before }), now, closed.signal));
  const rulers = prometheuses.map((each) => createSourceReader(each.name, createPrometheusReading(each, now), now, closed.signal));
  const followers = new Set<(now: AlertsNow) => void>();
  let current = nothingYet;
  let valuesAt = 0;
  let timer: TimerHandle;
  let running: Promise<void> | undefined;
  let queued: Promise<AlertsNow> | undefined;
  let recalled = false;
  let forgetful = false;
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));
  closed.signal.addEventListener("abort", () => settle(), { once: true });

  const publish = (next: AlertsNow) => {
    current = next;
    for (const call of [...followers]) {
      try {
        call(next);
      } catch (error) {
        log.error({ cluster, err: error }, "one who follows the alerts failed");
      }
    }
  };

  const recorder = createRecorder({
    memory,
    cluster,
    log,
    // Acknowledgements of alerts that ended have ended with what was just written.
    done() {
      const acknowledgements = keptAcknowledgements(current.acknowledgements, memory.acknowledgements());
      if (acknowledgements !== current.acknowledgements && !closed.signal.aborted) publish({ ...current, acknowledgements, revision: current.revision + 1 });
    },
  });

  /** Takes what was known when Castor last ran; until the Store tells that, nothing is written down, as it may be known there. */
  async function recall(): Promise<void> {
    try {
      const remembered = new Map((await memory.recall()).map((alert) => [alert.id, alert]));
      recorder.begin({ ...nothingYet, alerts: remembered });
      if (remembered.size > 0) current = { ...current, alerts: new Map([...remembered, ...current.alerts]) };
      recalled = true;
    } catch (error) {
      if (!forgetful) log.warn({ cluster, problem: problemOf(error), err: error }, "what was known of alerts before can't be recalled");
      forgetful = true;
    }
  }

  /** Waits for those who answered last time, and a little for the others. */
  async function ask(): Promise<void> {
    await Promise.all(
      [...managers, ...rulers].map((reader) => {
        const late = reader.state.problem !== undefined;
        const reading = reader.read();
        if (!late) return reading;
        return new Promise<void>((resolve) => {
          const giveUp = timers.setTimeout(resolve, patience);
          void reading.then(() => {
            timers.clearTimeout(giveUp);
            resolve();
          });
        });
      }),
    );
  }

  async function read(): Promise<void> {
    if (!recalled) await recall();
    await ask();
    if (closed.signal.aborted) return;
    const at = now();
    const values = at - valuesAt >= valuesEvery;
    if (values) valuesAt = at;
    const readings = { alertmanagers: managers.map(({ state }) => state), prometheuses: rulers.map(({ state }) => state) };
    publish(merge(current, readings, { cluster, now: at, values, acknowledgements: memory.acknowledgements(), readConfig }));
    recorder.record(current);
    settle();
  }

  function turn(): Promise<void> {
    timers.clearTimeout(timer);
    const started = timers.now();
    running = read()
      .catch((error: unknown) => log.error({ cluster, err: error }, "the alerts could not be read"))
      .finally(() => {
        running = undefined;
        settle();
        if (!closed.signal.aborted) timer = timers.setTimeout(() => void turn(), Math.max(0, started + every - timers.now()));
      });
    return running;
  }

  return {
    get current() {
      return current;
    },
    ready: () => settled,
    refresh() {
      // A reading that is under way may have asked before the change.
      queued ??= (running ?? Promise.resolve()).then(async () => {
        queued = undefined;
        if (!closed.signal.aborted) await (running ?? turn());
        return current;
      });
      return queued;
    },
    follow(call) {
      followers.add(call);
      return () => void followers.delete(call);
    },
    start() {
      if (running === undefined && !closed.signal.aborted) void turn();
    },
    async close() {
      closed.abort(closing());
      timers.clearTimeout(timer);
      followers.clear();
      await running;
      await recorder.close();
    },
  };
}
