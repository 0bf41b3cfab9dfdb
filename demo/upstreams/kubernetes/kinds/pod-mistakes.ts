import { dig, listAt, objectAt, textAt } from "../json-value";
import type { Mistake } from "../kind";

const required = (field: string): Mistake => ({ field, reason: "FieldValueRequired", message: "Required value" });

/** What Kubernetes would refuse in a pod's spec found at a path. `claims` are volumes that a StatefulSet adds to its pods by itself. */
export function podSpecMistakes(spec: unknown, path: string, claims: readonly (string | undefined)[] = []): readonly Mistake[] {
  const containers = listAt(spec, "containers");
  if (containers.length === 0) return [required(`${path}.containers`)];
  const volumes = [...claims, ...listAt(spec, "volumes").map((volume) => textAt(volume, "name"))];
  const seen = new Set<string>();
  const lists = (["initContainers", "containers"] as const).flatMap((list) => listAt(spec, list).map((container, index) => ({ container, field: `${path}.${list}[${index}]` })));
  return lists.flatMap(({ container, field }): Mistake[] => {
    const name = textAt(container, "name") ?? "";
    const image = textAt(container, "image") ?? "";
    const twice = seen.has(name);
    seen.add(name);
    return [
      ...(name === "" ? [required(`${field}.name`)] : []),
      ...(twice ? [{ field: `${field}.name`, reason: "FieldValueDuplicate" as const, message: `Duplicate value: "${name}"` }] : []),
      ...(image === "" ? [required(`${field}.image`)] : []),
      ...(image.trim() !== image ? [{ field: `${field}.image`, reason: "FieldValueInvalid" as const, message: `Invalid value: "${image}": must not have leading or trailing whitespace` }] : []),
      ...listAt(container, "volumeMounts").flatMap((mount, at): Mistake[] => {
        const mounted = textAt(mount, "name") ?? "";
        return volumes.includes(mounted) ? [] : [{ field: `${field}.volumeMounts[${at}].name`, reason: "FieldValueInvalid", message: `Not found: "${mounted}"` }];
      }),
    ];
  });
}

/** What is wrong when a workload's selector does not choose its own pods, or has been changed. */
export function selectorMistakes(object: unknown, before: unknown): readonly Mistake[] {
  const selector = dig(object, "spec", "selector", "matchLabels");
  const labels = dig(object, "spec", "template", "metadata", "labels");
  if (dig(object, "spec", "selector") === undefined) return [required("spec.selector")];
  const missed = Object.entries(objectAt({ selector }, "selector")).some(([key, value]) => dig(labels, key) !== value);
  const changed = before !== undefined && JSON.stringify(dig(before, "spec", "selector")) !== JSON.stringify(dig(object, "spec", "selector"));
  const written = (value: unknown) => JSON.stringify(value ?? {});
  return [
    ...(missed ? [{ field: "spec.template.metadata.labels", reason: "FieldValueInvalid" as const, message: `Invalid value: ${written(labels)}: \`selector\` does not match template \`labels\`` }] : []),
    ...(changed ? [{ field: "spec.selector", reason: "FieldValueInvalid" as const, message: `Invalid value: ${written(dig(object, "spec", "selector"))}: field is immutable` }] : []),
  ];
}
