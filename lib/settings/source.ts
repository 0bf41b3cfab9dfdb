import { LineCounter, isMap, isScalar, parseDocument, type Document } from "yaml";
import type { SettingsMistake } from "./mistake";

/** The parsed file and the way back from a value to its place in it. */
export interface YamlSource {
  readonly value: unknown;
  /** The place of the value at `path`, or of the nearest thing that exists above it. */
  place(path: readonly PropertyKey[]): { readonly line?: number; readonly column?: number };
}

/** Reads YAML; undefined, with the reasons in `mistakes`, where it is not. */
export function readYaml(text: string, mistakes: SettingsMistake[]): YamlSource | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    mistakes.push({ path: "the file", line, column: col, found: `a mistake in the YAML (${error.code})`, expected: sentence(error.message) });
  }
  if (document.errors.length > 0) return undefined;
  const place = (path: readonly PropertyKey[]) => {
    const offset = offsetOf(document, path);
    if (offset === undefined) return {};
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return { value: document.toJS() as unknown, place };
}

function sentence(message: string): string {
  return `valid YAML: ${message.replace(/\.$/, "")}`;
}

/** Offset of the key that leads to `path`, else of the deepest part of the path that exists. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const name = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === name);
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] | null } | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}
