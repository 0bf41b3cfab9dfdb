import type { ServerResponse } from "node:http";
import type { Channel, FrameListener } from "./channel";
import type { Entry } from "./encoding";

/** Beyond this many bytes that the network has not taken, a listener is slow. */
export const slowBytes = 64 * 1024;

/** What is counted over all listeners of a Hub. */
export interface DeliveryCounts {
  /** Frames written: one for each listener and frame. */
  writes: number;
  /** Frames not written at once because the listener was slow. */
  skipped: number;
}

/**
 * One open stream. While its connection takes the bytes, a frame is one write. When it
 * does not, frames are left out; once the connection has drained, what the rings still
 * hold of them follows in order: the newest of a value, all that is left of a series.
 */
export class Listener implements FrameListener {
  /** Whether nothing was written since the last heartbeat. */
  quiet = false;
  /** Since when it has not drained, ms since the epoch. */
  slowSince: number | undefined;
  /** All frames of its loops up to this sequence are written or given up. */
  private sent: number;

  constructor(
    readonly response: ServerResponse,
    readonly loops: readonly Channel[],
    sent: number,
    private readonly now: () => number,
    private readonly counts: DeliveryCounts,
  ) {
    this.sent = sent;
  }

  deliver(entry: Entry): void {
    if (this.slowSince !== undefined) {
      this.counts.skipped += 1;
      return;
    }
    if (this.response.writableLength > slowBytes) {
      this.counts.skipped += 1;
      this.waitForDrain();
      return;
    }
    this.write(entry);
  }

  /** Writes something that belongs to no topic, unless the listener is slow. */
  tell(text: string): void {
    if (this.slowSince === undefined && this.response.writableLength <= slowBytes) this.response.write(text);
  }

  /** Ends the stream; one that does not take its bytes is cut, so that it cannot keep the process alive. */
  end(farewell = ""): void {
    const { response } = this;
    if (response.writableLength > 0) {
      response.destroy();
      return;
    }
    const { socket } = response;
    response.end(farewell);
    socket?.destroySoon();
  }

  private write(entry: Entry): void {
    this.counts.writes += 1;
    this.quiet = false;
    this.sent = entry.sequence;
    this.response.write(entry.event);
  }

  private waitForDrain(): void {
    this.slowSince = this.now();
    this.response.once("drain", () => this.catchUp());
  }

  private catchUp(): void {
    this.slowSince = undefined;
    const missed = this.loops.flatMap(({ ring }) => ring.since(this.sent)).sort((a, b) => a.sequence - b.sequence);
    for (const entry of missed) {
      if (this.response.writableLength > slowBytes) return this.waitForDrain();
      this.write(entry);
    }
  }
}
