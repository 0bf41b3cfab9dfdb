import { CastorError, logLevel, problemOf } from "@/lib/model/problem";
import type { Frame } from "@/lib/model";
import type { Entry } from "./encoding";
import type { HubLog } from "./log";
import type { Held } from "./ring";
import type { SourceBase } from "./source";
import type { TimerHandle, Timers } from "./timers";

/** Somebody to whom a topic's frames go. It must neither throw nor wait. */
export interface FrameListener {
  deliver(entry: Entry): void;
}

/** What a channel needs of its Hub. */
export interface ChannelContext {
  readonly timers: Timers;
  readonly epoch: string;
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

/** What runs for a key while anyone listens and a little longer, and whose frames go to all who do. */
export abstract class Channel<S extends SourceBase = SourceBase> {
  abstract readonly ring: Held;
  private readonly listeners = new Set<FrameListener>();
  private linger: TimerHandle;
  private active = false;
  private failing = false;

  constructor(
    protected source: S,
    protected readonly context: ChannelContext,
  ) {}

  get topic(): string {
    return this.source.topic;
  }

  get running(): boolean {
    return this.active;
  }

  /** Takes the way in which the newest listener would ask: its credentials are the freshest. */
  use(source: SourceBase): void {
    if (source.topic !== this.source.topic) {
      throw new CastorError("internal", "Two topics must not share a key.", { detail: `${source.key}: ${this.source.topic}, ${source.topic}` });
    }
    this.source = source as S;
  }

  add(listener: FrameListener): void {
    this.listeners.add(listener);
    this.context.timers.clearTimeout(this.linger);
    if (this.active) return;
    this.active = true;
    this.context.onStart(this.source.key);
    this.begin();
  }

  remove(listener: FrameListener): void {
    if (!this.listeners.delete(listener) || this.listeners.size > 0 || !this.active) return;
    this.linger = this.context.timers.setTimeout(() => this.stop(), this.context.lingerMs);
  }

  stop(): void {
    if (!this.active) return;
    this.active = false;
    this.context.timers.clearTimeout(this.linger);
    this.end();
    this.context.onStop(this.source.key);
  }

  protected abstract begin(): void;
  protected abstract end(): void;

  protected deliver(entry: Entry): void {
    for (const listener of this.listeners) listener.deliver(entry);
  }

  /** Logs the first of a row of failures: one dead upstream must not fill the log once a second. */
  protected failed(error: unknown): void {
    if (this.failing) return;
    this.failing = true;
    const { code } = problemOf(error);
    this.context.log[logLevel(code)]({ topic: this.topic, code, err: error }, "a topic cannot be measured");
  }

  protected recovered(): void {
    if (this.failing) this.context.log.info({ topic: this.topic }, "a topic is measured again");
    this.failing = false;
  }
}
