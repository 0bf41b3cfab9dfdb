import type { z } from "zod";
import type { PanelCard, ViewData, ViewName, Views } from "@/lib/model";
import type { Wire } from "@/lib/wire";
import type { Links } from "./link";

/** What a tool says about itself when it answers. `degraded` is a sentence for a person: what of it does not work. */
export interface Health {
  readonly version?: string;
  readonly degraded?: string;
}

/** What a panel may depend on besides its client. */
export interface PanelRequest {
  /** By the names in `args`; a missing one means "all". */
  readonly args: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Where Castor's own pages are, for rows that lead there. */
  readonly hrefs?: { readonly node?: (name: string) => string };
}

/** A question and how it is answered, with the client's type forgotten by the browser's side. */
export interface Panel<Client = unknown> {
  readonly id: string;
  readonly title: string;
  /** The question it answers, in a person's words. */
  readonly question: string;
  readonly view: ViewName;
  readonly args: readonly string[];
  /** Throws `not-found` naming the series or label that is missing where there is no data. */
  load(client: Client, request: PanelRequest): Promise<ViewData>;
}

/** Declares a panel: the view it names fixes the type of what `load` must return. `note` says which series answered. */
export function definePanel<Client, V extends ViewName>(panel: {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly view: V;
  readonly args?: readonly string[];
  readonly load: (client: Client, request: PanelRequest) => Promise<{ readonly data: Views[V]; readonly note?: string }>;
}): Panel<Client> {
  return {
    ...panel,
    args: panel.args ?? [],
    load: async (client, request) => ({ view: panel.view, ...(await panel.load(client, request)) }) as ViewData,
  };
}

/** What the browser may know of a panel. */
export function panelCard({ id, title, question, view, args }: Panel): PanelCard {
  return { id, title, question, view, args };
}

/** A request as far as it says whether it changes something: `path` is the raw one without its query. */
export interface ToolRequest {
  readonly method: string;
  readonly path: string;
  readonly upgrade: boolean;
}

/** What the gateway must know of a tool to put it behind the sign-in. */
export interface ToolBehind {
  /**
   * For people who may only look: whether a request that is not plain reading (GET and HEAD are) changes
   * nothing. Asked only about paths without `..`, `//`, `%` and the like.
   */
  reads?(request: ToolRequest): boolean;
  /** Plain reading that is refused to people who may only look all the same: profiles, exports of secrets. */
  readonly guarded?: RegExp;
  /** The query parameter that takes `light` or `dark`. */
  readonly theme?: string;
  /** Where it opens, `/` where absent. */
  readonly start?: string;
}

/** One upstream system: the only thing the Portal needs to know to show, check and open it. */
export interface Tool<Id extends string = string, Client = unknown, Settings extends z.ZodType = z.ZodType> {
  readonly id: Id;
  readonly title: string;
  /** What it is for, in one sentence a newcomer understands. */
  readonly purpose: string;
  readonly icon: string;
  /** The tool's own `options` in the settings; must accept `{}`. */
  readonly settings: Settings;
  client(wire: Wire, options: z.output<Settings>): Client;
  /** Asks the tool how it is; throws when it does not answer. Judged by `checkHealth`. */
  health(client: Client, signal: AbortSignal): Promise<Health>;
  readonly links: Links<z.output<Settings>>;
  readonly panels: readonly Panel<Client>[];
  /** Absent for tools that insist on a sign-in of their own: their tile leads there. */
  readonly behind?: ToolBehind;
}

/** Declares a tool and checks that its parts fit together. */
export function defineTool<const Id extends string, Client, Settings extends z.ZodType>(tool: Tool<Id, Client, Settings>): Tool<Id, Client, Settings> {
  return tool;
}
