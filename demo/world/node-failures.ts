/** A stretch in which a node is cut off by somebody's hand; times are ms since the epoch. */
export interface Failure {
  /** Its last sign of life. */
  readonly since: number;
  /** When the control plane says that it is not ready. */
  readonly from: number;
  readonly to: number;
}

/** What a demonstration does to a node, besides what comes over it by the clock. The past must stay as it was. */
export interface NodeFailures {
  list(): readonly Failure[];
  add(failure: Failure): void;
  /** Calls back with each that is added. */
  follow(listener: (failure: Failure) => void): void;
}

/** A demonstration that is longer ago than this many others has left the hour that anybody asks about. */
const kept = 50;

export function nodeFailures(): NodeFailures {
  const listeners: ((failure: Failure) => void)[] = [];
  let failures: readonly Failure[] = [];
  return {
    list: () => failures,
    add(failure) {
      failures = [...failures, failure].slice(-kept);
      listeners.forEach((listener) => listener(failure));
    },
    follow: (listener) => void listeners.push(listener),
  };
}
