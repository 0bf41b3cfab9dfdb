import { CastorError, problemOf } from "@/lib/model/problem";
import type { Frame } from "@/lib/model";
import { Channel, type ChannelContext } from "./channel";
import { FeedRing } from "./feed-ring";
import type { FeedSource } from "./source";
import type { TimerHandle } from "./timers";

/** Pauses before the upstream is followed anew, ms: the first is short, as servers are restarted now and then. */
const pauses = [500, 1_000, 2_000, 5_000, 10_000, 20_000];

/**
 * The one follower of a key whose upstream tells changes. It says at every interval that
 * nothing has changed, so that silence is not mistaken for peace, and begins anew after a break.
 */
export class Feed extends Channel<FeedSource> {
  readonly ring: FeedRing;
  private whole: unknown;
  private following: AbortController | undefined;
  private timer: TimerHandle;
  private attempts = 0;

  constructor(source: FeedSource, context: ChannelContext) {
    super(source, context);
    this.ring = new FeedRing(source.topic, context.sequence(), context.epoch, () => (this.whole === undefined ? undefined : this.frame({ value: this.source.all(this.whole) })));
  }

  protected begin(): void {
    void this.follow();
  }

  protected end(): void {
    this.context.timers.clearTimeout(this.timer);
    this.following?.abort(new CastorError("internal", "Nobody listens any more."));
    this.following = undefined;
  }

  private frame(content: Pick<Frame, "value"> | Pick<Frame, "problem">): Frame {
    return { topic: this.topic, at: this.context.timers.now(), every: this.source.every, ...content };
  }

  private async follow(): Promise<void> {
    const following = new AbortController();
    this.following = following;
    const current = () => this.following === following;
    try {
      await this.source.follow({
        signal: following.signal,
        tell: (change) => {
          if (current()) this.tell(change);
        },
      });
    } catch (error) {
      if (current()) this.fail(error);
    }
    if (!current()) return;
    this.following = undefined;
    this.context.timers.clearTimeout(this.timer);
    const pause = pauses[Math.min(this.attempts, pauses.length - 1)] ?? 0;
    this.attempts += 1;
    this.timer = this.context.timers.setTimeout(() => void this.follow(), pause);
  }

  private tell(change: unknown): void {
    this.attempts = 0;
    this.recovered();
    this.whole = this.source.fold(this.whole, change);
    this.publish(change, this.source.begins(change));
    this.beat();
  }

  /** Says that all is as it was, once an interval has passed without news. */
  private beat(): void {
    const { timers } = this.context;
    timers.clearTimeout(this.timer);
    this.timer = timers.setTimeout(() => {
      this.publish(this.source.idle, false);
      this.beat();
    }, this.source.every);
  }

  private fail(error: unknown): void {
    this.failed(error);
    const entry = this.context.encode(this.frame({ problem: problemOf(error) }));
    this.ring.push(entry, false);
    this.deliver(entry);
  }

  private publish(change: unknown, begins: boolean): void {
    const entry = this.context.encode(this.frame({ value: change }));
    this.ring.push(entry, begins);
    this.deliver(entry);
  }
}
