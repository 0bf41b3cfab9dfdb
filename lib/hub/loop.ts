import { CastorError, logLevel, problemOf } from "@/lib/model/problem";
import type { Frame } from "@/lib/model";
import type { Entry } from "./encoding";
import type { HubLog } from "./log";
import { Ring } from "./ring";
import type { Source } from "./source";
import { nextTick } from "./tick";
import type { TimerHandle, Timers } from "./timers";

/** Somebody to whom a loop's frames go. It must neither throw nor wait. */
export interface FrameListener {
  deliver(entry: Entry): void;
}

/** What a loop needs of its Hub. */
export interface LoopContext {
  readonly timers: Timers;
  readonly lingerMs: number;
  readonly log: HubLog;
  /** How long a load may take, ms. */
  timeout(every: number): number;
  sequence(): number;
  /** Numbers and encodes a frame. */
  encode(frame: Frame): Entry;
  onStart(key: string): void;
  onStop(key: string): void;
}

/** The one loop of a key: it runs while anyone listens and a little longer. Loads never overlap. */
export class Loop {
  readonly ring: Ring;
  private readonly listeners = new Set<FrameListener>();
  private timer: TimerHandle;
  private linger: TimerHandle;
  private active = false;
  private loading: AbortController | undefined;
  private started = -Infinity;
  private failing = false;

  constructor(
    private source: Source,
    private readonly context: LoopContext,
  ) {
    this.ring = new Ring(source.topic, Math.max(1, source.keep), context.sequence());
  }

  get topic(): string {
    return this.source.topic;
  }

  get running(): boolean {
    return this.active;
  }

  /** Takes the way in which the newest listener would load: its credentials are the freshest. */
  use(source: Source): void {
    if (source.topic !== this.source.topic) {
      throw new CastorError("internal", "Two topics must not share a key.", { detail: `${source.key}: ${this.source.topic}, ${source.topic}` });
    }
    this.source = source;
  }

  add(listener: FrameListener): void {
    this.listeners.add(listener);
    this.context.timers.clearTimeout(this.linger);
    if (this.active) return;
    this.active = true;
    this.context.onStart(this.source.key);
    const now = this.context.timers.now();
    const recent = this.ring.newest !== undefined && now - this.started < this.every();
    if (recent) this.schedule();
    else void this.load(now);
  }

  remove(listener: FrameListener): void {
    if (!this.listeners.delete(listener) || this.listeners.size > 0 || !this.active) return;
    this.linger = this.context.timers.setTimeout(() => this.stop(), this.context.lingerMs);
  }

  stop(): void {
    if (!this.active) return;
    this.active = false;
    this.context.timers.clearTimeout(this.linger);
    this.context.timers.clearTimeout(this.timer);
    this.loading?.abort(new CastorError("internal", "Nobody listens any more."));
    this.loading = undefined;
    this.context.onStop(this.source.key);
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
      this.recovered(topic);
      return { topic, at, every, value };
    } catch (thrown) {
      const error: unknown = loading.signal.aborted ? loading.signal.reason : thrown;
      if (this.loading === loading) this.failed(topic, error);
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
      this.failed(frame.topic, error);
      entry = this.context.encode({ topic: frame.topic, at: frame.at, every: frame.every, problem: problemOf(error) });
    }
    this.ring.push(entry);
    for (const listener of this.listeners) listener.deliver(entry);
  }

  /** Logs the first of a row of failures: one dead upstream must not fill the log once a second. */
  private failed(topic: string, error: unknown): void {
    if (this.failing) return;
    this.failing = true;
    const { code } = problemOf(error);
    this.context.log[logLevel(code)]({ topic, code, err: error }, "a topic cannot be measured");
  }

  private recovered(topic: string): void {
    if (this.failing) this.context.log.info({ topic }, "a topic is measured again");
    this.failing = false;
  }
}
