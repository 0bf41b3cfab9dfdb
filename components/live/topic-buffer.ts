import { adds, compacted } from "@/lib/model/fold";
import type { Frame, Snapshot } from "@/lib/model";

/** What is held of one topic: as much as the server would give a newcomer. */
export interface TopicBuffer {
  readonly keep: number;
  readonly frames: readonly Frame[];
}

export const fromSnapshot = ({ keep = 1, frames }: Snapshot): TopicBuffer => ({ keep, frames });

/** So many changes of a topic are kept before they are added up. */
const mostChanges = 64;

/** With one more frame; the last good value stays even when problems have pushed it out. */
export function append({ keep, frames }: TopicBuffer, frame: Frame): TopicBuffer {
  const all = [...frames, frame];
  if (adds(frame.topic)) return { keep, frames: all.length > mostChanges || begins(frame) ? compacted(all) : all };
  if (all.length <= keep) return { keep, frames: all };
  const kept = all.slice(-keep);
  if (kept.some(({ value }) => value !== undefined)) return { keep, frames: kept };
  const good = all.findLast(({ value }) => value !== undefined);
  return { keep, frames: good === undefined ? kept : [good, ...kept] };
}

const begins = ({ value }: Frame): boolean => (value as { columns?: unknown } | undefined)?.columns !== undefined;
