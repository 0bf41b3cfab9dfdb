/** A tile of the landing page: a tool or a link that a person may open. */
export interface Tile {
  /** Unique in its cluster: the tool's id, or `link-<n>`. */
  readonly id: string;
  readonly title: string;
  /** What it is for, in one sentence a newcomer understands. */
  readonly purpose: string;
  readonly icon: string;
  /** Where it opens: a page of Castor that shows the tool inside, or an address of its own. */
  readonly href: string;
  /** Its own address, where `href` shows it inside Castor's page. */
  readonly tab?: string;
  /** Links have no health: they are not checked. */
  readonly checked: boolean;
  /** This person may look, but change nothing. */
  readonly readOnly?: true;
  /** The cluster itself named it, not the settings; says where: `Ingress monitoring/grafana`. */
  readonly found?: string;
}

/** What a person may do with a tool behind Castor's sign-in. */
export type ToolLevel = "full" | "read";

/** Everything that the page of one tool needs to show it, or to say why it can't. */
export interface ToolPage {
  readonly tool: string;
  readonly title: string;
  readonly purpose: string;
  readonly icon: string;
  /** Absent where it cannot be shown inside the page: then {@link ToolPage.opening} says why. */
  readonly frame?: {
    /** The tool's own origin, behind the sign-in. */
    readonly origin: string;
    readonly level: ToolLevel;
    /** Where it opens when the address does not say: a path. */
    readonly start: string;
    /** Whether it takes the theme, and by which query parameter. */
    readonly theme?: string;
  };
  /** Its address in a tab of its own, where this person may open it. */
  readonly tab?: string;
  readonly opening: Opening;
}

/** Whether a tool can be shown here and now, and if not, which of all reasons it is. */
export interface Opening {
  readonly state: "ready" | "forbidden" | "refuses-framing" | "down" | "certificate" | "name" | "unprotected";
  /** What is the matter, for a person. */
  readonly sentence: string;
  /** What to do next. */
  readonly advice?: string;
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
