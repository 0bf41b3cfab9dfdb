import { age, column } from "./kind";
import type { Cell, Column, Kind, KubeObject, Subresource } from "./kind";
import { dig, isObject, listAt, objectAt, textAt } from "./json-value";
import { readJsonPath } from "./json-path";

interface Printed {
  readonly column: Column;
  readonly cell: (object: KubeObject, at: number) => Cell;
}

/** A column as a CRD declares it: dates become ages, and what is missing stays empty. */
function printed(declared: unknown): Printed {
  const type = textAt(declared, "type") ?? "string";
  const path = readJsonPath(textAt(declared, "jsonPath") ?? ".metadata.name");
  const priority = dig(declared, "priority");
  return {
    column: { name: textAt(declared, "name") ?? "", type: type as Column["type"], format: textAt(declared, "format") ?? "", description: textAt(declared, "description") ?? "", priority: typeof priority === "number" ? priority : 0 },
    cell: (object, at) => {
      const [value] = path(object);
      if (value === undefined || value === null) return null;
      if (type === "date") return typeof value === "string" && !Number.isNaN(Date.parse(value)) ? age(at - Date.parse(value)) : "<unknown>";
      if (type === "integer" || type === "number") return typeof value === "number" ? value : null;
      if (type === "boolean") return typeof value === "boolean" ? value : null;
      return typeof value === "string" ? value : JSON.stringify(value);
    },
  };
}

const ageColumn: Printed = { column: column("Age", 0, "date" as Column["type"], ""), cell: ({ metadata }, at) => age(at - Date.parse(metadata.creationTimestamp)) };

/** The kinds that a CustomResourceDefinition defines: one for each served version. */
export function crdKinds(crd: KubeObject): Kind[] {
  const spec = objectAt(crd, "spec");
  const names = objectAt(spec, "names");
  const words = (key: string) => listAt(names, key).filter((word) => typeof word === "string");
  return listAt(spec, "versions").flatMap((version): Kind[] => {
    if (!isObject(version) || version.served === false) return [];
    const declared = listAt(version, "additionalPrinterColumns").map(printed);
    const columns = [{ column: column("Name"), cell: ({ metadata }: KubeObject) => metadata.name }, ...(declared.length > 0 ? declared : [ageColumn])];
    const scale = dig(version, "subresources", "scale");
    const subresources: Subresource[] = [...(dig(version, "subresources", "status") === undefined ? [] : ["status" as const]), ...(scale === undefined ? [] : ["scale" as const])];
    const singular = textAt(names, "singular");
    const kept = textAt(listAt(spec, "versions").find((each) => dig(each, "storage") === true), "name") ?? "";
    const [group, own] = [textAt(spec, "group") ?? "", textAt(version, "name") ?? ""];
    const turned = (to: string) => (object: KubeObject): KubeObject => ({ ...object, apiVersion: `${group}/${to}` });
    return [
      {
        group,
        version: own,
        kind: textAt(names, "kind") ?? "",
        plural: textAt(names, "plural") ?? "",
        ...(singular !== undefined && { singular }),
        ...(words("shortNames").length > 0 && { shortNames: words("shortNames") }),
        ...(words("categories").length > 0 && { categories: words("categories") }),
        namespaced: textAt(spec, "scope") === "Namespaced",
        subresources,
        columns: columns.map((each) => each.column),
        cells: (object, at) => columns.map(({ cell }) => cell(object, at)),
        schema: objectAt(version, "schema", "openAPIV3Schema"),
        // The other versions are the same objects under another name, as a CRD without a conversion has it.
        ...(own !== kept && kept !== "" && { view: { of: { group, version: kept, plural: textAt(names, "plural") ?? "" }, read: turned(own), write: turned(kept) } }),
        ...(scale !== undefined && {
          scale: {
            specReplicasPath: textAt(scale, "specReplicasPath") ?? ".spec.replicas",
            statusReplicasPath: textAt(scale, "statusReplicasPath") ?? ".status.replicas",
            ...(textAt(scale, "labelSelectorPath") !== undefined && { labelSelectorPath: textAt(scale, "labelSelectorPath") ?? "" }),
          },
        }),
      },
    ];
  });
}
