import { dig, isObject } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { below } from "../schema/schema";
import type { Schema } from "../schema/schema";
import { applyConflict, Refusal } from "../status";
import { hasParts, isBelow, itemStep, partsOf, pathOf, spoken } from "./field-path";
import type { FieldPath, Step } from "./field-path";
import { difference, fieldsOf } from "./field-set";
import type { FieldSet } from "./field-set";
import { isSame, minus, ownersOf, withOwners } from "./managed-fields";
import type { Owner, Writer } from "./managed-fields";

export interface Application {
  readonly live: KubeObject | undefined;
  readonly config: KubeObject;
  readonly schema: Schema;
  readonly writer: Writer;
  readonly force: boolean;
  /** ms since the epoch. */
  readonly now: number;
}

/**
 * Server-side apply: the configuration wins where its writer may, what the writer named before and names no
 * longer goes, and everything else stays. Throws a 409 that names each field and whose it is.
 */
export function applied({ live, config, schema, writer, force, now }: Application): KubeObject {
  const { managedFields: _, ...metadata } = config.metadata;
  const wanted = { ...config, metadata } as KubeObject;
  const fields = fieldsOf(wanted, schema);
  const owners = live !== undefined && live.metadata.managedFields === undefined ? [beforeFirstApply(live, schema)] : ownersOf(live);
  const own = owners.find((owner) => isSame(owner, writer));
  const others = owners.filter((owner) => owner !== own);
  const overlaid = live === undefined ? wanted : (overlay(live, wanted, schema) as KubeObject);
  const changed = live === undefined ? new Set<FieldPath>() : difference(live, overlaid, schema).set;
  const contested = others.map((owner) => ({ owner, paths: [...owner.fields].filter((path) => fields.has(path) && changed.has(path)) })).filter(({ paths }) => paths.length > 0);
  if (contested.length > 0 && !force) throw new Refusal(conflictsOf(contested));

  const lost = own === undefined ? new Set<FieldPath>() : minus(own.fields, fields);
  const kept = new Set(others.flatMap((owner) => [...owner.fields]));
  const gone = new Set([...lost].filter((path) => !kept.has(path) && ![...kept, ...fields].some((other) => isBelow(other, path))));
  const merged = (gone.size === 0 ? overlaid : pruned(overlaid, schema, gone)) as KubeObject;
  const yielded = others.map((owner) => ({ ...owner, fields: minus(owner.fields, new Set([...changed].filter((path) => fields.has(path)))) }));
  const unchanged = own !== undefined && own.fields.size === fields.size && minus(fields, own.fields).size === 0 && changed.size === 0;
  return withOwners(merged, [...yielded, { ...writer, time: unchanged && own.time !== undefined ? own.time : timestamp(now), fields }]);
}

/** Whoever wrote an object of which nobody noted the owners: it is nobody's to take silently. */
function beforeFirstApply(live: KubeObject, schema: Schema): Owner {
  const { status: _, ...rest } = live;
  return { manager: "before-first-apply", operation: "Update", apiVersion: live.apiVersion, fields: fieldsOf(rest, schema) };
}

/** The live value with the configuration's parts put over it. */
function overlay(live: unknown, config: unknown, schema: Schema): unknown {
  if (config === null || !hasParts(config, schema) || !hasParts(live, schema)) return config;
  if (Array.isArray(live) && Array.isArray(config)) {
    const steps = live.map((item) => itemStep(item, schema));
    const wanted = new Map(partsOf(config, schema).map((part) => [part.step, part.value]));
    const inner = below(schema, "");
    const merged = live.map((item: unknown, index) => {
      const step = steps[index] ?? "";
      return wanted.has(step) ? overlay(item, wanted.get(step), inner) : item;
    });
    return [...merged, ...[...wanted].filter(([step]) => !steps.includes(step)).map(([, value]) => value)];
  }
  const merged: Record<string, unknown> = { ...(live as object) };
  for (const [key, value] of Object.entries(config as object)) merged[key] = overlay(dig(live, key), value, below(schema, key));
  return merged;
}

/** A value without some of its fields. */
function pruned(value: unknown, schema: Schema, gone: FieldSet, at: readonly Step[] = []): unknown {
  if (!hasParts(value, schema)) return value;
  const left = partsOf(value, schema).filter(({ step }) => !gone.has(pathOf([...at, step])));
  const inner = left.map((part) => ({ ...part, value: pruned(part.value, part.schema, gone, [...at, part.step]) }));
  // What held nothing but removed fields goes with them.
  const filled = inner.filter((part, index) => !(isObject(part.value) && Object.keys(part.value).length === 0 && Object.keys(left[index]?.value as object).length > 0));
  return Array.isArray(value) ? filled.map((part) => part.value) : Object.fromEntries(filled.map((part) => [part.step.slice(2), part.value]));
}

const spokenOwner = ({ manager, subresource, operation, apiVersion, time }: Owner) =>
  `"${manager}"${subresource === undefined ? "" : ` with subresource "${subresource}"`}${operation === "Update" ? ` using ${apiVersion}${time === undefined ? "" : ` at ${time}`}` : ""}`;

function conflictsOf(contested: readonly { readonly owner: Owner; readonly paths: readonly FieldPath[] }[]) {
  const causes = contested.flatMap(({ owner, paths }) => paths.map((path) => ({ reason: "FieldManagerConflict", message: `conflict with ${spokenOwner(owner)}`, field: spoken(path) })));
  const [only] = causes;
  const message =
    causes.length === 1 && only !== undefined
      ? `Apply failed with 1 conflict: ${only.message}: ${only.field}`
      : `Apply failed with ${causes.length} conflicts: ${contested.flatMap(({ owner, paths }) => [`conflicts with ${spokenOwner(owner)}:`, ...paths.map((path) => `- ${spoken(path)}`)]).join("\n")}`;
  return applyConflict(message, causes);
}
