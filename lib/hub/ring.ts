import type { Snapshot } from "@/lib/model";
import { encodeSnapshot, type Entry } from "./encoding";

/** What a listener may ask of the frames that are held of a topic. */
export interface Held {
  readonly newest: Entry | undefined;
  /** Whether nothing after `sequence` has been dropped. */
  holdsSince(sequence: number): boolean;
  /** What brings a listener that has everything up to `sequence` to the present, oldest first. */
  since(sequence: number): readonly Entry[];
  /** What a page needs to be rendered: the last good value and, when it is newer, the last problem. */
  latest(): Snapshot;
  /** The encoded snapshot, without its end; made once however many join before the next frame. */
  snapshotBytes(): Buffer;
}

/**
 * The last frames of one topic. It answers two questions: what a newcomer gets, and
 * whether somebody who was away can be given just what was missed.
 */
export class Ring implements Held {
  private readonly entries: Entry[] = [];
  /** The last frame with a value, where problems have pushed it out: a dead upstream keeps its last good value. */
  private good: Entry | undefined;
  private encoded: Buffer | undefined;

  /** `lost` is the sequence up to which frames may be missing: at first, all that was before this ring. */
  constructor(
    private readonly topic: string,
    private readonly keep: number,
    private lost: number,
  ) {}

  get newest(): Entry | undefined {
    return this.entries.at(-1);
  }

  push(entry: Entry): void {
    this.encoded = undefined;
    this.entries.push(entry);
    if (entry.frame.value !== undefined) this.good = undefined;
    while (this.entries.length > this.keep) {
      const dropped = this.entries.shift();
      if (dropped === undefined) break;
      this.lost = dropped.sequence;
      const replaced = this.entries.some(({ frame }) => frame.value !== undefined);
      if (dropped.frame.value !== undefined && !replaced) this.good = dropped;
    }
  }

  holdsSince(sequence: number): boolean {
    return sequence >= this.lost;
  }

  since(sequence: number): readonly Entry[] {
    return this.all().filter((entry) => entry.sequence > sequence);
  }

  latest(): Snapshot {
    const newest = this.newest?.frame;
    const good = this.all().findLast(({ frame }) => frame.value !== undefined)?.frame;
    const frames = [good, newest === good ? undefined : newest].filter((frame) => frame !== undefined);
    return { topic: this.topic, keep: this.keep, frames };
  }

  snapshotBytes(): Buffer {
    this.encoded ??= encodeSnapshot(this.topic, this.keep, this.all());
    return this.encoded;
  }

  private all(): readonly Entry[] {
    return this.good === undefined ? this.entries : [this.good, ...this.entries];
  }
}
