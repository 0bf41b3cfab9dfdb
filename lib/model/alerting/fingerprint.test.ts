import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { fingerprint } from "./fingerprint";

/** The same in whole numbers of any size, slowly. */
function plainly(labels: Readonly<Record<string, string>>): string {
  let sum = 0xcbf29ce484222325n;
  const names = Object.keys(labels).filter((name) => labels[name] !== "");
  for (const name of names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    for (const byte of [...Buffer.from(name), 0xff, ...Buffer.from(labels[name] ?? ""), 0xff]) sum = ((sum ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return sum.toString(16).padStart(16, "0");
}

it("is what a real Alertmanager calls these alerts", () => {
  const captured = JSON.parse(readFileSync(new URL("../../tools/alertmanager/fixtures/alerts.json", import.meta.url), "utf8")) as { fingerprint: string; labels: Record<string, string> }[];
  expect(captured.length).toBeGreaterThan(3);
  for (const alert of captured) expect(fingerprint(alert.labels)).toBe(alert.fingerprint);
});

it("is the hash of any labels, in any order and script", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 }).map((value) => Buffer.from(value).toString());
  fc.assert(
    fc.property(fc.dictionary(text.filter((name) => name !== "__proto__"), text, { maxKeys: 6 }), (labels) => {
      expect(fingerprint(labels)).toBe(plainly(labels));
      expect(fingerprint(Object.fromEntries(Object.entries(labels).reverse()))).toBe(plainly(labels));
    }),
  );
});

it("counts added labels where there are no others of their name", () => {
  expect(fingerprint({ alertname: "A", cluster: "own" }, { cluster: "added", prometheus: "p" })).toBe(fingerprint({ alertname: "A", cluster: "own", prometheus: "p" }));
});

it("tells ten thousand alerts apart", () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => fingerprint({ alertname: "A", pod: createHash("sha1").update(String(index)).digest("hex") }));
  expect(new Set(ids).size).toBe(10_000);
});
