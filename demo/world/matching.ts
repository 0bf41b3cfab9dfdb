import type { Labels, Matcher } from "../series";

/** Whether a label's value is wanted; a label that is missing has the empty value. */
export type Test = (value: string) => boolean;

const patterns = new Map<string, RegExp>();

/** Prometheus' patterns are anchored at both ends. Whether one is valid has been decided before it comes here. */
function pattern(text: string): RegExp {
  let compiled = patterns.get(text);
  if (compiled === undefined) patterns.set(text, (compiled = new RegExp(`^(?:${text})$`, "su")));
  return compiled;
}

export function testOf({ op, value }: Matcher): Test {
  if (op === "=") return (found) => found === value;
  if (op === "!=") return (found) => found !== value;
  const compiled = pattern(value);
  return op === "=~" ? (found) => compiled.test(found) : (found) => !compiled.test(found);
}

/** Whether all tests hold for labels of which those of the series win over those of its target. */
export function holds(tests: readonly (readonly [name: string, test: Test])[], own: Labels, added: Labels): boolean {
  for (const [name, test] of tests) if (!test(own[name] ?? added[name] ?? "")) return false;
  return true;
}
