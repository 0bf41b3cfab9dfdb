/** What names a topic's data, however it is got. */
export interface SourceBase {
  /**
   * Names everything the data depends on, the person too where it was fetched with a
   * person's rights: listeners with equal keys get the same bytes. One key has one topic.
   */
  readonly key: string;
  /** The public address that frames carry. */
  readonly topic: string;
  /** Who is asked, for the sentence about a load that takes too long: "Prometheus of Pollux". */
  readonly from?: string;
}

/** Where the values of a topic come from: what one loop of the Hub repeats while anyone listens. */
export interface Source<T = unknown> extends SourceBase {
  /** Distance of two loads, ms; a function where a budget stretches it. Ticks stand on the wall clock. */
  readonly every: number | (() => number);
  /** How many frames a new listener gets: 1 for a value, more for a series. */
  readonly keep: number;
  /** Measures once. Whatever it throws becomes a frame with a problem, and the loop goes on. */
  readonly load: (context: LoadContext) => Promise<T>;
}

export interface LoadContext {
  /** Aborts when the load takes too long or nobody listens any more. */
  readonly signal: AbortSignal;
  /** When this load started, ms since the epoch: the time its frame will carry. */
  readonly at: number;
  /** The interval now, ms. */
  readonly every: number;
}

/**
 * A topic whose upstream tells changes by itself. Frames carry the changes; a newcomer
 * gets one that says everything at once.
 */
export interface FeedSource<T = unknown, W = unknown> extends SourceBase {
  /** How often a quiet feed says that it is alive, ms. */
  readonly every: number;
  /**
   * Follows the upstream until the signal aborts, from the beginning: its first change must
   * begin anew. When it throws, the topic gets the problem; when it ends, it is called again after a pause.
   */
  readonly follow: (context: { readonly signal: AbortSignal; readonly tell: (change: T) => void }) => Promise<void>;
  /** The value after one more change. */
  readonly fold: (whole: W | undefined, change: T) => W;
  /** The change that says everything at once. */
  readonly all: (whole: W) => T;
  /** Whether a change makes all before it void. */
  readonly begins: (change: T) => boolean;
  /** The change that changes nothing. */
  readonly idle: T;
}

export type AnySource = Source | FeedSource;

export const isFeed = (source: AnySource): source is FeedSource => "follow" in source;
