import { CastorError, problemOf } from "@/lib/model";
import type { Now } from "../shared";
import type { SourceState } from "./reading";

/** Asks one Alertmanager or Prometheus, and keeps its last good answer. */
export interface SourceReader<R> {
  readonly state: SourceState<R>;
  /** Asks once more, unless it is being asked. Never throws: a failure becomes the state's problem. */
  read(): Promise<void>;
}

/** What one question brought; `clock` is the time there in whole seconds, which was told between `asked` and `heard` (Castor's clock). */
export interface Answer<R> {
  readonly reading: R;
  readonly clock?: { readonly told: number; readonly asked: number; readonly heard: number };
}

/** Clocks nearer than this are well: answers travel, and the header tells whole seconds, ms. */
const tolerated = 5_000;
/** A difference is told anew when it has changed by more, ms. */
const steady = 2_000;

export function createSourceReader<R>(name: string, load: (signal: AbortSignal, before: R | undefined) => Promise<Answer<R>>, now: Now, signal: AbortSignal): SourceReader<R> {
  let state: SourceState<R> = { name };
  let running: Promise<void> | undefined;
  const once = async () => {
    try {
      const { reading, clock } = await load(signal, state.reading);
      const off = clock === undefined ? undefined : differenceOf(clock, state.clock);
      state = { name, reading, at: now(), ...(off === undefined ? {} : { clock: off }) };
    } catch (error) {
      if (signal.aborted) return;
      const { problem: _, ...last } = state;
      state = { ...last, problem: problemOf(error).message };
    }
  };
  return {
    get state() {
      return state;
    },
    read: () => (running ??= once().finally(() => (running = undefined))),
  };
}

function differenceOf({ told, asked, heard }: NonNullable<Answer<unknown>["clock"]>, before: number | undefined): number | undefined {
  // The true time there was somewhere in the second that it told, the true time here between question and answer.
  const [least, most] = [told - heard, told + 1_000 - asked];
  if (least <= tolerated && most >= -tolerated) return undefined;
  const middle = Math.round((least + most) / 2_000) * 1_000;
  return before !== undefined && Math.abs(before - middle) <= steady ? before : middle;
}

/** The reason for which questions end when the portal does. */
export const closing = () => new CastorError("internal", "Castor is being stopped.");
