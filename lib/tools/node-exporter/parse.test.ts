import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse, type Labels } from "./parse";

const wanted = new Set(["a", "b_total"]);

function read(text: string, names: ReadonlySet<string> = wanted) {
  const found: { name: string; labels: Labels; value: number }[] = [];
  const report = parse(text, names, (name, labels, value) => found.push({ name, labels, value }));
  return { found, ...report };
}

describe("the text exposition format", () => {
  it("gives the wanted samples only", () => {
    const { found, unreadable } = read('# HELP a help\n# TYPE a gauge\na 1\nab 2\nb_total{x="y",z="1"} 3.5e+02\nother{x="y"} 4\n');
    expect(found).toEqual([
      { name: "a", labels: {}, value: 1 },
      { name: "b_total", labels: { x: "y", z: "1" }, value: 350 },
    ]);
    expect(unreadable).toBe(0);
  });

  it("takes escapes, white space, timestamps, CRLF, exemplars and the OpenMetrics end", () => {
    const text = [
      'a{path="C:\\\\dir",text="say \\"hi\\"\\nthere",odd="\\d"} 1',
      'a{ x = "1" , y="2", }\t2',
      "a 3 1700000000000",
      "a 4\r",
      'b_total{x="1"} 5 # {trace_id="abc"} 0.5 1700000000.0',
      'a{x="}{ ,="} 6',
      "# EOF",
    ].join("\n");
    const { found, unreadable } = read(text);
    expect(found.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(found[0]?.labels).toEqual({ path: "C:\\dir", text: 'say "hi"\nthere', odd: "\\d" });
    expect(found[1]?.labels).toEqual({ x: "1", y: "2" });
    expect(found[5]?.labels).toEqual({ x: "}{ ,=" });
    expect(unreadable).toBe(0);
  });

  it("reads NaN and both infinities as such", () => {
    expect(read("a NaN\na +Inf\na -Inf\na Inf\na -0\n").found.map(({ value }) => value)).toEqual([NaN, Infinity, -Infinity, Infinity, -0]);
  });

  it.each([
    'a{x="y" 1', 'a{x="y', "a{x=y} 1", 'a{x} 1', 'a{="y"} 1', 'a{1x="y"} 1', "a", "a ", "a{}", "a one", "a 0x10", "a 1_000", "a{x=\"y\"}", 'a{x="y\\', "a --1", "a Infinite", `a ${"9".repeat(80)}`,
  ])("leaves out the broken line %j, counts it, and goes on", (line) => {
    const { found, unreadable } = read(`${line}\na 7`);
    expect(found).toEqual([{ name: "a", labels: {}, value: 7 }]);
    expect(unreadable).toBeLessThanOrEqual(1);
    if (line.includes(" ") || line.includes("{")) expect(unreadable).toBe(1);
  });

  it("is not bent by a label called __proto__", () => {
    const { found } = read('a{__proto__="x",constructor="y"} 1');
    expect(Object.getPrototypeOf(found[0]?.labels)).toBe(Object.prototype);
    expect(Object.entries(found[0]?.labels ?? {})).toEqual([["__proto__", "x"], ["constructor", "y"]]);
  });
});

describe("hostile text", () => {
  it("ends on gigantic lines, labels and names without reading them", () => {
    const mega = 2_000_000;
    for (const text of [
      `a{x="${"\\".repeat(mega)}`, `a{x="${"y".repeat(mega)}"} 1`, "a".repeat(mega), `a{${'x="y",'.repeat(mega / 6)}} 1`, `a ${" ".repeat(mega)}1`, "{".repeat(mega), `a{${" ".repeat(mega)}`, "\n".repeat(mega), "\u0000".repeat(mega), `#${"x".repeat(mega)}`,
    ]) {
      const { found } = read(`${text}\nb_total 1`);
      expect(found.at(-1)).toEqual({ name: "b_total", labels: {}, value: 1 });
    }
  });

  it("refuses more labels than a sample can have", () => {
    expect(read(`a{${Array.from({ length: 200 }, (_, index) => `l${index}="x"`).join(",")}} 1`)).toMatchObject({ samples: 0, unreadable: 1 });
  });

  it("stops at more samples than any machine has, and says so", () => {
    expect(read("a 1\n".repeat(300_000))).toMatchObject({ samples: 200_000, cut: true });
  });

  it("never throws and never invents, whatever bytes are changed", () => {
    const text = 'a{x="1",y="2"} 1.5\nb_total{mode="idle"} 2 170000\n# EOF\na NaN\r\n';
    let seed = 47;
    const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    const alphabet = '{}",=\\ \n\r#0aN\u0000é';
    for (let round = 0; round < 5_000; round += 1) {
      let changed = text;
      for (let change = 0; change <= random(4); change += 1) {
        const at = random(changed.length);
        changed = changed.slice(0, at) + (alphabet[random(alphabet.length)] ?? "") + changed.slice(at + random(3));
      }
      const { found } = read(changed);
      expect(found.length).toBeLessThanOrEqual(changed.split("\n").length);
      for (const { name } of found) expect(wanted.has(name)).toBe(true);
    }
  });
});

it("agrees with a plain reading of a real exporter's text", () => {
  const text = readFileSync(new URL("./fixtures/machine.txt", import.meta.url), "utf8");
  const plain = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const names = new Set(plain.map((line) => line.split(/[{ ]/)[0] ?? ""));
  const { found, unreadable } = read(text, names);
  expect(unreadable).toBe(0);
  expect(
    found.map(({ name, labels, value }) => {
      const pairs = Object.entries(labels).map(([key, label]) => `${key}="${label}"`);
      return [pairs.length === 0 ? name : `${name}{${pairs.join(",")}}`, value];
    }),
  ).toEqual(plain.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
});
