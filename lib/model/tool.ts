/** A tile of the landing page: a tool or a link that a person may open. */
export interface Tile {
  /** Unique in its cluster: the tool's id, or `link-<n>`. */
  readonly id: string;
  readonly title: string;
  /** What it is for, in one sentence a newcomer understands. */
  readonly purpose: string;
  readonly icon: string;
  /** Where it opens. */
  readonly href: string;
  /** Links have no health: they are not checked. */
  readonly checked: boolean;
}

/** What the last check of a tool found. */
export interface ToolHealth {
  /** The tile's id. */
  readonly tool: string;
  readonly status: "up" | "degraded" | "down";
  /** When it was checked, ms since the epoch. */
  readonly checkedAt: number;
  /** How long the answer took, ms. */
  readonly latency?: number;
  /** Where the tool tells it. */
  readonly version?: string;
  /** Why it is not up, for a person. */
  readonly reason?: string;
  /** Since when it has not been up, ms since the epoch. */
  readonly since?: number;
}
