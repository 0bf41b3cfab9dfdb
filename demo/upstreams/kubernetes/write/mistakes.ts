import { equal, isObject, textsAt } from "../json-value";
import type { Kind, KubeObject, Mistake, Writing } from "../kind";
import { below } from "../schema/schema";
import type { Schema } from "../schema/schema";
import { immutableMistakes } from "./immutable";
import { labelMistakes, nameMistakes } from "./names";
import { resourceMistakes } from "./quantity";
import { ruleMistakes } from "./rules";

/** Everything that Kubernetes would not accept in an object that is otherwise well written. */
export function mistakesOf(kind: Kind, object: KubeObject, writing: Writing, schema: Schema): readonly Mistake[] {
  const { before } = writing;
  const all = [
    ...(before === undefined ? nameMistakes(kind, object.metadata.name) : []),
    ...labelMistakes(textsAt(object, "metadata", "labels"), textsAt(object, "metadata", "annotations")),
    ...bodyMistakes(object, schema),
    ...(before === undefined ? [] : immutableMistakes(kind, before, object)),
    ...(kind.mistakes?.(object, writing) ?? []),
  ];
  // What a kind's own rules find may be what the schema says too.
  return [...new Map(all.map((mistake) => [`${mistake.field} ${mistake.reason}`, mistake])).values()];
}

/** Parts that only the server writes, and that are not asked to be complete. */
const ofServer = new Set(["metadata", "status", "apiVersion", "kind"]);

function bodyMistakes(object: KubeObject, schema: Schema): readonly Mistake[] {
  const found: Mistake[] = [];
  const visit = (value: unknown, inner: Schema, path: string): void => {
    if (inner.rules !== undefined) found.push(...ruleMistakes(value, inner.rules, path));
    if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, below(inner, ""), `${path}[${index}]`));
      found.push(...duplicates(value, inner, path));
    } else if (isObject(value) && inner.type !== "any") {
      if (inner.model === "V1ResourceRequirements") found.push(...resourceMistakes(value, path));
      for (const name of inner.required ?? []) {
        const missing = value[name] === undefined || (value[name] === "" && inner.model !== undefined && ["name", "key", "kind", "mountPath"].includes(name));
        if (missing && !(path === "" && ofServer.has(name))) found.push({ field: path === "" ? name : `${path}.${name}`, reason: "FieldValueRequired", message: "Required value" });
      }
      for (const [key, part] of Object.entries(value)) if (!(path === "" && ofServer.has(key))) visit(part, below(inner, key), path === "" ? key : `${path}.${key}`);
    }
  };
  visit(object, schema, "");
  return found;
}

function duplicates(items: readonly unknown[], schema: Schema, path: string): readonly Mistake[] {
  const { keys } = schema;
  if (keys === undefined || keys[0] !== "name") return [];
  return items.flatMap((item, index) => {
    if (!isObject(item) || typeof item.name !== "string") return [];
    const before = items.slice(0, index).some((other) => isObject(other) && equal(other.name, item.name));
    return before ? [{ field: `${path}[${index}].name`, reason: "FieldValueDuplicate" as const, message: `Duplicate value: ${JSON.stringify(item.name)}` }] : [];
  });
}
