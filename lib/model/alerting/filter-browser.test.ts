import { expect, it, vi } from "vitest";

const loaded = vi.hoisted(() => ({ re2: 0 }));
vi.mock("re2js", () => {
  loaded.re2 += 1;
  return { RE2JS: {} };
});

it("what a browser needs at each keystroke comes without the engine of regular expressions", async () => {
  const { completions } = await import("./filter-words");
  const { filterTerms } = await import("./filter-terms");
  const { typedLabels } = await import("./labels-text");
  expect(completions("", 0, { labels: [] }).options.length).toBeGreaterThan(0);
  expect(filterTerms("a=~b")).toHaveLength(1);
  expect(typedLabels('{a="b"}').labels).toEqual({ a: "b" });
  expect(loaded.re2).toBe(0);
  await import("./matcher");
  expect(loaded.re2).toBe(1);
});
