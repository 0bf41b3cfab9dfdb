/** What a person may do about a cluster's alerts, as far as a page should know beforehand; the server decides again at each change. */
export interface MayRespond {
  /** Whether they may silence or acknowledge anything at all. */
  readonly any: boolean;
  /** What bounds it, in a sentence; absent where nothing does. */
  readonly reason?: string;
}
