/** What rows can ask of the page. The same object for as long as the page lives, so that rows are drawn anew only for their own sake. */
export interface Commands {
  /** Opens a group or closes it. */
  readonly open: (group: string) => void;
  /** Shows more alerts of a group. */
  readonly more: (group: string) => void;
  /** Selects a row, or no longer; by its key. */
  readonly select: (key: string) => void;
  /** Puts a term into the filter, or takes it out. */
  readonly term: (term: string) => void;
}
