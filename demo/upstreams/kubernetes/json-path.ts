import { isObject } from "./json-value";

type Step = (value: unknown) => readonly unknown[];

const own = (value: unknown, key: string): readonly unknown[] =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key) ? [(value as Record<string, unknown>)[key]] : [];
const every = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []);

/** The part of JSONPath that printer columns use: `.a.b`, `['a.b']`, `[0]`, `[*]` and `[?(@.type=="Ready")]`. */
const forms: readonly (readonly [RegExp, (found: RegExpExecArray) => Step])[] = [
  [/^\.?\[\?\(\s*@((?:\.[\w-]+|\['[^']*'\])+)\s*==\s*(?:"([^"]*)"|'([^']*)')\s*\)\]/, ([, path = "", double, single]) => {
    const read = readJsonPath(path);
    return (value) => every(value).filter((item) => read(item)[0] === (double ?? single));
  }],
  [/^\.?\[\*\]|^\.\*/, () => every],
  [/^\.?\[(-?\d+)\]/, ([, index = "0"]) => (value) => (Array.isArray(value) ? [(value as unknown[]).at(Number(index))].filter((item) => item !== undefined) : [])],
  [/^\.?\['([^']*)'\]/, ([, key = ""]) => (value) => own(value, key)],
  [/^\.?((?:[\w-]|\\\.)+)/, ([, key = ""]) => (value) => own(value, key.replaceAll("\\.", "."))],
];

/** Reads a JSON path once; what it returns finds all values at it. A path that cannot be read finds nothing. */
export function readJsonPath(path: string): (value: unknown) => readonly unknown[] {
  let rest = path.replace(/^\{(.*)\}$/, "$1").replace(/^\$/, "");
  const steps: Step[] = [];
  while (rest !== "" && rest !== ".") {
    const matched = forms.map(([form, make]) => [form.exec(rest), make] as const).find(([found]) => found !== null);
    if (matched?.[0] == null) return () => [];
    steps.push(matched[1](matched[0]));
    rest = rest.slice(matched[0][0].length);
  }
  return (value) => steps.reduce<readonly unknown[]>((values, step) => values.flatMap(step), [value]);
}
