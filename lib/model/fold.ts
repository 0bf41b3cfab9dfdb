import type { Frame } from "./frame";
import { changeTable, emptyTable, wholeTable, type ObjectTable, type TableChange } from "./object-table";
import { withFrame, type PanelState } from "./panel-state";

/** Whether the frames of a topic are changes that add up, instead of values that replace each other. */
export const adds = (topic: string): boolean => topic.startsWith("watch/");

/** The state of a topic after one more of its frames. */
export function foldFrame(state: PanelState<unknown>, frame: Frame): PanelState<unknown> {
  if (!adds(frame.topic) || frame.value === undefined) return withFrame(state, frame);
  const change = frame.value as TableChange;
  const before = state.status === "ok" || state.status === "stale" ? (state.value as ObjectTable) : emptyTable;
  return withFrame(state, { ...frame, value: changeTable(before, change) });
}

/** As few frames as say the same as all of these; for topics whose frames add up. */
export function compacted(frames: readonly Frame[]): readonly Frame[] {
  const last = frames.findLast(({ value }) => value !== undefined);
  if (last === undefined) return frames.slice(-1);
  const table = frames.reduce((sum, { value }) => (value === undefined ? sum : changeTable(sum, value as TableChange)), emptyTable);
  const newest = frames.at(-1);
  const problem = newest?.problem === undefined ? [] : [newest];
  return [{ ...last, value: wholeTable(table) }, ...problem];
}
