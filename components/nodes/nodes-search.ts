import type { NodesSearch } from "./nodes-page";

/** Reads what the address says of the page of nodes; what is given twice is ignored. */
export function nodesSearch(search: Readonly<Record<string, string | readonly string[] | undefined>>): NodesSearch {
  const take = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value.slice(0, 253) : undefined;
  };
  return { sort: take("sort"), q: take("q"), cluster: take("cluster") };
}
