import type { TimeRange } from "@/lib/model/time-range";
import type { Unit } from "@/lib/model/units";
import type { Paintable, View } from "./board";
import type { LineSpec } from "./lines";
import type { Mark } from "./marks";
import type { Scale } from "./scale";
import type { Series } from "./series";

/** What React draws of a chart: it changes on a scale step, other lines, another range, never on a tick. */
export interface Shell {
  readonly lines: readonly LineSpec[];
  readonly scale: Scale;
  readonly range: TimeRange;
  /** The right edge for which clock ticks were placed, ms. */
  readonly edge: number;
}

/** What a chart says beside its lines: the values at the cursor, or the newest. */
export interface Readout {
  /** The cursor's moment, ms; undefined when nobody points. */
  readonly at: number | undefined;
  readonly view: View;
  readonly series: readonly Series[];
  /** The mark under the cursor. */
  readonly mark: Mark | undefined;
  /** The series that the pointer or the arrow keys chose, where a plot has rows. */
  readonly focus?: number | undefined;
}

/** A chart's moving part: painted on the board's tick, wrapped by a shell that React draws. */
export interface Plot extends Paintable {
  readonly unit: Unit;
  /** What one of its rows is, for plots of rows: `core`. */
  readonly noun?: string;
  readonly shell: Shell;
  readonly marks: readonly Mark[];
  readonly onShell: (listener: (shell: Shell) => void) => () => void;
  /** Calls back at once and then on each paint. */
  onReadout(listener: (readout: Readout) => void): () => void;
  setVisible(visible: boolean): void;
  setMarks(marks: readonly Mark[]): void;
  /** How far down a person points, 0 to 1, for plots of rows; undefined when nobody does. */
  pointAt?(part: number | undefined): void;
  /** Moves the row chosen by keyboard. */
  step?(by: 1 | -1): void;
  /**
   * Draws onto a stage that lies exactly over the shell's plot area: a layer of its own, so that
   * a tick repaints neither axes nor grid. Returns how to take it away.
   */
  attach(stage: HTMLElement, width: number, height: number): () => void;
}

/** A plot's values at `count` moments, evenly spread and newest first: what a table shows. */
export function samples(readout: Readout, count: number): readonly { readonly at: number; readonly values: readonly number[] }[] {
  const { from, to } = readout.view;
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, index) => {
    const at = to - index * step;
    return { at, values: readout.series.map((one) => one.valueAt(index === 0 ? undefined : at)) };
  });
}

/** A set of listeners. */
export function emitter<T>(): { readonly add: (listener: (value: T) => void) => () => void; readonly emit: (value: T) => void } {
  const listeners = new Set<(value: T) => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit(value) {
      for (const listener of listeners) listener(value);
    },
  };
}
