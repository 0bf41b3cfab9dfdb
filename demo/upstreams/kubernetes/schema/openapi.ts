import { apiVersion } from "../kind";
import type { Kind } from "../kind";
import { verbsOf } from "../discovery";
import { schemaOf } from "./kind-schema";
import { modelOf, modelSchema } from "./model";
import type { Schema } from "./schema";

type Json = Readonly<Record<string, unknown>>;

/** How a document names what it refers to. */
interface Dialect {
  readonly reference: (name: string) => string;
  /** Whether a reference may have words beside it only inside `allOf`. */
  readonly wrapped: boolean;
}

const dialects = {
  v2: { reference: (name: string) => `#/definitions/${name}`, wrapped: false },
  v3: { reference: (name: string) => `#/components/schemas/${name}`, wrapped: true },
} as const satisfies Record<string, Dialect>;

/** A model's name as Kubernetes spells it: `V1PodSpec` is `io.k8s.api.v1.PodSpec`. */
function spelled(model: string): string {
  if (model === "V1ObjectMeta" || model === "V1ListMeta" || model === "V1LabelSelector") return `io.k8s.apimachinery.pkg.apis.meta.v1.${model.slice(2)}`;
  const [, family = "", version = "V1", name = model] = /^([A-Z][a-z]+?)??(V\d+(?:alpha\d+|beta\d+)?)([A-Z].*)$/.exec(model) ?? [];
  return `io.k8s.api.${family === "" ? "" : `${family.toLowerCase()}.`}${version.toLowerCase()}.${name}`;
}

/** What a kind's own definition is called. */
function nameOf(kind: Kind): string {
  const model = kind.schema === undefined ? modelOf(kind) : undefined;
  return model === undefined ? `${kind.group.split(".").reverse().join(".")}.${kind.version}.${kind.kind}` : spelled(model);
}

const gvkOf = ({ group, version, kind }: Kind) => ({ group, version, kind });

function written(schema: Schema, dialect: Dialect, note: (schema: Schema) => void): Json {
  const own = schema.model !== undefined && modelSchema(schema.model)?.description === schema.description;
  const described = schema.description === undefined || own ? {} : { description: schema.description };
  if (schema.model !== undefined) {
    note(schema);
    const reference = { $ref: dialect.reference(spelled(schema.model)) };
    return dialect.wrapped ? { ...described, allOf: [reference] } : { ...described, ...reference };
  }
  return { ...described, ...plain(schema, dialect, note), ...schema.rules };
}

function plain(schema: Schema, dialect: Dialect, note: (schema: Schema) => void): Json {
  const inner = () => (schema.of === undefined ? {} : written(schema.of(), dialect, note));
  switch (schema.type) {
    case "list":
      return {
        type: "array",
        items: inner(),
        ...(schema.atomic && { "x-kubernetes-list-type": "atomic" }),
        ...(schema.set && { "x-kubernetes-list-type": "set", "x-kubernetes-patch-strategy": "merge" }),
        ...(schema.keys && { "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": schema.keys }),
        ...(schema.mergeKey !== undefined && { "x-kubernetes-patch-merge-key": schema.mergeKey, "x-kubernetes-patch-strategy": schema.of?.().model === "V1Volume" ? "merge,retainKeys" : "merge" }),
      };
    case "map": return { type: "object", additionalProperties: inner(), ...(schema.atomic && { "x-kubernetes-map-type": "atomic" }) };
    case "object": return objectJson(schema, dialect, note);
    case "time": return { type: "string", format: "date-time" };
    case "bytes": return { type: "string", format: "byte" };
    case "integer": return { type: "integer", format: "int32" };
    case "int-or-string": return dialect.wrapped ? { oneOf: [{ type: "integer" }, { type: "string" }], "x-kubernetes-int-or-string": true } : { type: "string", format: "int-or-string" };
    case "quantity": return dialect.wrapped ? { allOf: [{ $ref: dialect.reference(quantityName) }] } : { $ref: dialect.reference(quantityName) };
    case "any": return schema.open ? { "x-kubernetes-preserve-unknown-fields": true } : {};
    default: return { type: schema.type };
  }
}

function objectJson(schema: Schema, dialect: Dialect, note: (schema: Schema) => void): Json {
  const fields = [...(schema.fields?.() ?? [])];
  return {
    type: "object",
    ...(fields.length > 0 && { properties: Object.fromEntries(fields.map(([name, field]) => [name, written(field, dialect, note)])) }),
    ...(schema.required !== undefined && schema.required.length > 0 && { required: schema.required }),
    ...(schema.open && { "x-kubernetes-preserve-unknown-fields": true }),
    ...(schema.atomic && { "x-kubernetes-map-type": "atomic" }),
  };
}

const quantityName = "io.k8s.apimachinery.pkg.api.resource.Quantity";
const quantityText = "Quantity is a fixed-point representation of a number, such as 500m or 2Gi.";

/** Every definition that some kinds need, each once. */
function definitions(kinds: readonly Kind[], dialect: Dialect): Json {
  const found: Record<string, unknown> = { [quantityName]: dialect.wrapped ? { description: quantityText, oneOf: [{ type: "string" }, { type: "number" }] } : { description: quantityText, type: "string" } };
  const waiting: Schema[] = [];
  const note = (schema: Schema) => {
    const name = spelled(schema.model ?? "");
    if (!(name in found)) {
      found[name] = {};
      waiting.push(schema);
    }
  };
  for (const kind of kinds) {
    const schema = schemaOf(kind);
    found[nameOf(kind)] = { ...(schema.description !== undefined && { description: schema.description }), ...objectJson(schema, dialect, note), "x-kubernetes-group-version-kind": [gvkOf(kind)] };
  }
  for (let schema = waiting.pop(); schema !== undefined; schema = waiting.pop()) {
    found[spelled(schema.model ?? "")] = { ...(schema.description !== undefined && { description: schema.description }), ...objectJson(schema, dialect, note) };
  }
  return found;
}

const methods = { get: "get", list: "get", create: "post", update: "put", patch: "patch", delete: "delete", deletecollection: "delete" } as const;
const options: Readonly<Record<string, readonly string[]>> = { post: ["dryRun", "fieldManager", "fieldValidation"], put: ["dryRun", "fieldManager", "fieldValidation"], patch: ["dryRun", "fieldManager", "fieldValidation", "force"], delete: ["dryRun", "gracePeriodSeconds", "propagationPolicy"], get: [] };

/** The addresses of a kind, with what clients look up there: the kind and the options of each method. */
function pathsOf(kind: Kind): Json {
  const root = `${kind.group === "" ? "/api" : "/apis"}/${apiVersion(kind)}${kind.namespaced ? "/namespaces/{namespace}" : ""}/${kind.plural}`;
  const operation = (verb: string, method: string) => ({
    "x-kubernetes-action": { create: "post", update: "put" }[verb] ?? verb,
    "x-kubernetes-group-version-kind": gvkOf(kind),
    parameters: (options[method] ?? []).map((name) => ({ name, in: "query", schema: { type: "string" } })),
    responses: { 200: { description: "OK" } },
  });
  const at = (verbs: readonly (keyof typeof methods)[]) => Object.fromEntries(verbs.filter((verb) => verbsOf(kind).includes(verb)).map((verb) => [methods[verb], operation(verb, methods[verb])]));
  return { [root]: at(["deletecollection", "list", "create"]), [`${root}/{name}`]: at(["get", "update", "patch", "delete"]) };
}

const info = (version: string) => ({ title: "Kubernetes", version });

/** The older document: everything at once. */
export function openApiV2(kinds: readonly Kind[], version: string): object {
  return { swagger: "2.0", info: info(version), paths: Object.assign({}, ...kinds.map(pathsOf)) as Json, definitions: definitions(kinds, dialects.v2) };
}

const groupPath = (kind: Kind) => `${kind.group === "" ? "api" : "apis"}/${apiVersion(kind)}`;

/** Where the document of each group and version is. */
export function openApiV3Index(kinds: readonly Kind[], hash: string): object {
  const paths = [...new Set(kinds.map(groupPath))];
  return { paths: Object.fromEntries(paths.map((path) => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hash}` }])) };
}

/** The document of one group and version; undefined where there is none. */
export function openApiV3(kinds: readonly Kind[], path: string, version: string): object | undefined {
  const own = kinds.filter((kind) => groupPath(kind) === path);
  if (own.length === 0) return undefined;
  return { openapi: "3.0.0", info: info(version), paths: Object.assign({}, ...own.map(pathsOf)) as Json, components: { schemas: definitions(own, dialects.v3) } };
}
