import { quoted } from "../actions/kubectl";
import { fullName } from "../kinds/kind-groups";
import type { ResourceId } from "@/lib/model";
import type { TableView } from "./table-view";

/** What shows the same in a terminal. kubectl reads one namespace at a time. */
export function kubectlGet(resource: ResourceId, namespaced: boolean, { namespaces, labels, fields, wide }: Pick<TableView, "namespaces" | "labels" | "fields" | "wide">): string {
  const one = (where: readonly string[]) =>
    ["kubectl", "get", fullName(resource), ...where, ...(labels === "" ? [] : ["-l", quoted(labels)]), ...(fields === "" ? [] : ["--field-selector", quoted(fields)]), ...(wide ? ["-o", "wide"] : [])].join(" ");
  if (!namespaced) return one([]);
  if (namespaces.length === 0) return one(["-A"]);
  return namespaces.map((name) => one(["-n", name])).join("; ");
}
