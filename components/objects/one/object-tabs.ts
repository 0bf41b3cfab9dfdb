/** The parts of an object's page, by their names in the address. */
export const objectTabs = { overview: "Overview", logs: "Logs", metrics: "Metrics", yaml: "YAML", history: "History" } as const;
export type ObjectTab = keyof typeof objectTabs;

/** Reads `?tab=`; the overview for everything else. */
export function objectTab(text: string | undefined): ObjectTab {
  return text !== undefined && Object.hasOwn(objectTabs, text) ? (text as ObjectTab) : "overview";
}
