/** Where the values of a topic come from: what one loop of the Hub repeats while anyone listens. */
export interface Source<T = unknown> {
  /**
   * Names everything the data depends on, the person too where it was fetched with a
   * person's rights: listeners with equal keys get the same bytes. One key has one topic.
   */
  readonly key: string;
  /** The public address that frames carry. */
  readonly topic: string;
  /** Distance of two loads, ms; a function where a budget stretches it. Ticks stand on the wall clock. */
  readonly every: number | (() => number);
  /** Who is asked, for the sentence about a load that takes too long: "Prometheus of Pollux". */
  readonly from?: string;
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
