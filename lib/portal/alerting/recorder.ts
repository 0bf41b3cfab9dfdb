import { problemOf } from "@/lib/model";
import type { Log } from "../index";
import type { AlertMemory, AlertsNow } from "./alerts-now";

/** Writes down one state after another without anybody waiting for it. */
export interface Recorder {
  /** What the Store knows already. */
  begin(state: AlertsNow): void;
  record(state: AlertsNow): void;
  /** Resolves once what is being written is written. */
  close(): Promise<void>;
}

/** What could not be written is part of the difference that is written next, so that nothing is left out while the Store is away. */
export function createRecorder({ memory, cluster, log, done }: { readonly memory: AlertMemory; readonly cluster: string; readonly log: Log; readonly done: () => void }): Recorder {
  let written: AlertsNow | undefined;
  let wanted: AlertsNow | undefined;
  let running: Promise<void> | undefined;
  let failing = false;

  async function write(): Promise<void> {
    while (written !== undefined && wanted !== undefined && wanted !== written) {
      const next: AlertsNow = wanted;
      try {
        await memory.record(written, next);
        if (failing) log.info({ cluster }, "alerts are written down again");
        failing = false;
        written = next;
        done();
      } catch (error) {
        if (!failing) log.warn({ cluster, problem: problemOf(error), err: error }, "alerts can't be written down");
        failing = true;
        return;
      }
    }
  }

  return {
    begin: (state) => void (written = state),
    record(state) {
      wanted = state;
      running ??= write().finally(() => (running = undefined));
    },
    close: async () => running,
  };
}
