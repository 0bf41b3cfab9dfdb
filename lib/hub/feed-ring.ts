import type { Frame, Snapshot } from "@/lib/model";
import { encodeFrameAs, encodeSnapshot, type Entry } from "./encoding";
import type { Held } from "./ring";

/** Changes are kept for those who were away for a moment; beyond these bounds they get the whole. */
const mostChanges = 256;
const mostBytes = 512 * 1024;

/**
 * What is held of a topic whose frames are changes: the newest changes, and the value they
 * add up to. Whoever missed more than is kept is given the whole in one frame.
 */
export class FeedRing implements Held {
  private changes: Entry[] = [];
  private bytes = 0;
  private problem: Entry | undefined;
  private whole: Entry | undefined;
  private encoded: Buffer | undefined;

  /** `all` is the frame that says everything at once, or undefined while there is nothing. */
  constructor(
    private readonly topic: string,
    private lost: number,
    private readonly epoch: string,
    private readonly all: () => Frame | undefined,
  ) {}

  /** The last frame with its place; also the place of the whole. */
  newest: Entry | undefined;

  push(entry: Entry, begins: boolean): void {
    this.newest = entry;
    this.encoded = undefined;
    if (entry.frame.value === undefined) {
      this.problem = entry;
      return;
    }
    this.problem = undefined;
    this.whole = undefined;
    if (begins) this.forget(entry.sequence - 1);
    this.changes.push(entry);
    this.bytes += entry.event.length;
    while (this.changes.length > mostChanges || (this.bytes > mostBytes && this.changes.length > 1)) {
      const dropped = this.changes.shift();
      if (dropped === undefined) break;
      this.bytes -= dropped.event.length;
      this.lost = dropped.sequence;
    }
  }

  holdsSince(sequence: number): boolean {
    return sequence >= this.lost;
  }

  since(sequence: number): readonly Entry[] {
    const problem = this.problem !== undefined && this.problem.sequence > sequence ? [this.problem] : [];
    if (this.holdsSince(sequence)) return [...this.changes.filter((entry) => entry.sequence > sequence), ...problem];
    const whole = this.wholeEntry();
    return whole === undefined ? problem : [whole, ...problem];
  }

  latest(): Snapshot {
    return { topic: this.topic, keep: 1, frames: this.held().map(({ frame }) => frame) };
  }

  snapshotBytes(): Buffer {
    this.encoded ??= encodeSnapshot(this.topic, 1, this.held());
    return this.encoded;
  }

  /** Nothing before the next change counts any more. */
  private forget(lost: number): void {
    this.changes = [];
    this.bytes = 0;
    this.lost = lost;
  }

  private held(): readonly Entry[] {
    const whole = this.wholeEntry();
    return [whole, this.problem].filter((entry) => entry !== undefined);
  }

  private wholeEntry(): Entry | undefined {
    const sequence = this.changes.at(-1)?.sequence;
    if (this.whole !== undefined || sequence === undefined) return this.whole;
    const frame = this.all();
    this.whole = frame && encodeFrameAs(this.epoch, sequence, frame);
    return this.whole;
  }
}
