import type { PanelCard } from "@/lib/model";

/** The arguments of the page's address that a panel takes; the others are not its business. */
export function panelArgs(card: PanelCard, given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(card.args.flatMap((name) => (given[name] === undefined || given[name] === "" ? [] : [[name, given[name]]])));
}
