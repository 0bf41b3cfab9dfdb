import { Document, LineCounter, parseAllDocuments, visit } from "yaml";
import { isList, isObject, type Json, type JsonObject } from "./json";

/** An object as a manifest has to name it. */
export interface Manifest extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: JsonObject;
}

/** What the cluster itself keeps in an object's metadata. */
const kept = ["managedFields", "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "resourceVersion", "generation", "selfLink"];
/** What `kubectl apply` notes down: the whole manifest once more. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** The object without these fields. */
export const without = (object: JsonObject, ...names: readonly string[]): JsonObject => Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** Templates carry an empty time of creation, which says nothing. */
function withoutEmptyTimes(value: Json): Json {
  if (isList(value)) return value.map(withoutEmptyTimes);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => (name === "creationTimestamp" && inner === null ? [] : [[name, withoutEmptyTimes(inner)]])));
}

/** The part of an object that people write: without its status and what the cluster keeps about it. */
export function written(object: JsonObject): Manifest {
  const { metadata, apiVersion, kind, ...body } = withoutEmptyTimes(object) as JsonObject;
  const found = isObject(metadata) ? without(metadata, ...kept) : {};
  const { annotations } = found;
  const notes = isObject(annotations) ? without(annotations, lastApplied) : undefined;
  const rest = notes === undefined ? found : Object.keys(notes).length === 0 ? without(found, "annotations") : { ...found, annotations: notes };
  return { apiVersion, kind, metadata: rest, ...without(body, "status") } as Manifest;
}

/** The name and namespace in a manifest's metadata; empty where there is none. */
export function namesOf({ metadata }: Pick<Manifest, "metadata">): { readonly name: string; readonly namespace: string } {
  const text = (value: Json | undefined) => (typeof value === "string" ? value : "");
  return { name: text(metadata["name"]), namespace: text(metadata["namespace"]) };
}

/** A number to YAML 1.2 and a word to YAML 1.1. */
const octal = /^[-+]?0o[0-7]+$/;

/** As YAML that readers of its old and its new version understand alike: what either takes for more than a text is quoted. */
export function printed(object: JsonObject): string {
  const document = new Document(object, { version: "1.1", aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && octal.test(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 0 });
}

/** What is wrong with a text, and in which line. */
export interface YamlMistake {
  readonly sentence: string;
  readonly line?: number;
}

export const isMistake = (value: readonly Manifest[] | YamlMistake): value is YamlMistake => "sentence" in value;

/** Longer texts are no manifests: the API itself takes 3 MiB at most. */
const longest = 3 * 1024 * 1024;

/** The objects in a text, one for each document; a List is taken apart. */
export function readManifests(text: string): readonly Manifest[] | YamlMistake {
  if (text.length > longest) return { sentence: "This is too long for an object." };
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, merge: true });
  const found: Manifest[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    const line = lines.linePos(error?.pos[0] ?? document.range[0]).line;
    if (error !== undefined) return { sentence: `${(error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "")}.`, line };
    let value: unknown;
    try {
      // Few aliases are honest ones; many of them grow to any size.
      value = document.toJS({ maxAliasCount: 50 });
    } catch {
      return { sentence: "It uses too many aliases.", line };
    }
    if (value === null || value === undefined) continue;
    const mistake = mistakeOf(value);
    if (mistake !== undefined) return { sentence: mistake, line };
    const one = value as Manifest;
    if (one.kind === "List" && one.apiVersion === "v1" && isList(one["items"])) {
      const wrong = one["items"].map(mistakeOf).find((each) => each !== undefined);
      if (wrong !== undefined) return { sentence: wrong, line };
      found.push(...(one["items"] as readonly Manifest[]));
    } else found.push(one);
  }
  return found.length === 0 ? { sentence: "There is no object in it." } : found;
}

function mistakeOf(value: unknown): string | undefined {
  if (!isObject(value)) return "An object begins with apiVersion, kind and metadata.";
  if (typeof value["apiVersion"] !== "string" || value["apiVersion"] === "") return "The apiVersion is missing.";
  if (typeof value["kind"] !== "string" || value["kind"] === "") return "The kind is missing.";
  if (!isObject(value["metadata"])) return "The metadata are missing.";
  return undefined;
}
