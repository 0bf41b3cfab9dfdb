import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Everything that a file loads when it runs: types are free. */
function loaded(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(join(import.meta.dirname, `${file}.ts`), "utf8");
  for (const [, name = ""] of text.matchAll(/^(?:import|export) (?!type )[^;]*? from "([^"]+)";$/gms)) {
    if (name.startsWith(".")) loaded(join(file, "..", name), known);
    else known.add(name);
  }
  return known;
}

it.each(["filter-terms", "filter-words", "labels-text", "matcher-text", "integration-words", "duration"])("a browser that needs %s at each keystroke does not load the engine of regular expressions with it", (file) => {
  expect([...loaded(file)]).not.toContain("re2js");
});

it("the filter itself does, which shows that this test looks where it should", () => {
  expect([...loaded("filter")]).toContain("re2js");
});
