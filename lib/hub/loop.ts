import { CastorError, problemOf } from "@/lib/model/problem";
import type { Frame } from "@/lib/model";
import { Channel, type ChannelContext } from "./channel";
import type { Entry } from "./encoding";
import { Ring } from "./ring";
import type { Source } from "./source";
import { nextTick } from "./tick";
import type { TimerHandle } from "./timers";

/** The one loop of a key that is measured again and again. Loads never overlap. */
export class Loop extends Channel<Source> {
  readonly ring: Ring;
  private timer: TimerHandle;
  private loading: AbortController | undefined;
  private started = -Infinity;

  constructor(source: Source, context: ChannelContext) {
    super(source, context);
    this.ring = new Ring(source.topic, Math.max(1, source.keep), context.sequence());
  }

  protected begin(): void {
    const now = this.context.timers.now();
    const recent = this.ring.newest !== undefined && now - this.started < this.every();
    if (recent) this.schedule();
    else void this.load(now);
  }

  protected end(): void {
    this.context.timers.clearTimeout(this.timer);
    this.loading?.abort(new CastorError("internal", "Nobody listens any more."));
    this.loading = undefined;
  }

  private every(): number {
    const { every } = this.source;
    return Math.max(50, typeof every === "number" ? every : every());
  }

  private schedule(): void {
    const now = this.context.timers.now();
    const at = nextTick(now, this.every(), this.started);
    this.timer = this.context.timers.setTimeout(() => void this.load(Math.max(at, this.context.timers.now())), at - now);
  }

  private async load(at: number): Promise<void> {
    const every = this.every();
    const loading = new AbortController();
    this.loading = loading;
    this.started = at;
    const frame = await this.measure(loading, at, every);
    if (this.loading !== loading) return;
    this.loading = undefined;
    this.publish(frame);
    this.schedule();
  }

  private async measure(loading: AbortController, at: number, every: number): Promise<Frame> {
    const { topic, load } = this.source;
    const limit = this.context.timeout(every);
    const timer = this.context.timers.setTimeout(() => {
      loading.abort(new CastorError("timeout", `${this.source.from === undefined ? "No answer" : `${this.source.from} did not answer`} within ${limit / 1000} s.`));
    }, limit);
    const aborted = new Promise<never>((_, reject) => {
      loading.signal.addEventListener("abort", () => reject(loading.signal.reason as Error), { once: true });
    });
    try {
      const value = await Promise.race([(async () => load({ signal: loading.signal, at, every }))(), aborted]);
      if (value === undefined) throw new CastorError("internal", "A measurement came back empty.", { detail: topic });
      this.recovered();
      return { topic, at, every, value };
    } catch (thrown) {
      const error: unknown = loading.signal.aborted ? loading.signal.reason : thrown;
      if (this.loading === loading) this.failed(error);
      return { topic, at, every, problem: problemOf(error) };
    } finally {
      this.context.timers.clearTimeout(timer);
    }
  }

  private publish(frame: Frame): void {
    let entry: Entry;
    try {
      entry = this.context.encode(frame);
    } catch (error) {
      this.failed(error);
      entry = this.context.encode({ topic: frame.topic, at: frame.at, every: frame.every, problem: problemOf(error) });
    }
    this.ring.push(entry);
    this.deliver(entry);
  }
}
