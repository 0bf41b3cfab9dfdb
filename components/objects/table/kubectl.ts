import { fullName } from "../kinds/kind-groups";
import type { ResourceId } from "@/lib/model";
import type { TableView } from "./table-view";

/** A word for a shell, quoted where it has to be. */
export const shellWord = (text: string): string => (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** What shows the same in a terminal. kubectl reads one namespace at a time. */
export function kubectlGet(resource: ResourceId, namespaced: boolean, { namespaces, labels, fields, wide }: Pick<TableView, "namespaces" | "labels" | "fields" | "wide">): string {
  const one = (where: readonly string[]) =>
    ["kubectl", "get", fullName(resource), ...where, ...(labels === "" ? [] : ["-l", shellWord(labels)]), ...(fields === "" ? [] : ["--field-selector", shellWord(fields)]), ...(wide ? ["-o", "wide"] : [])].join(" ");
  if (!namespaced) return one([]);
  if (namespaces.length === 0) return one(["-A"]);
  return namespaces.map((name) => one(["-n", name])).join("; ");
}
