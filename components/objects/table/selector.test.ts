import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseFields, parseLabels, selects, writeFields, writeLabels, type Requirement } from "./selector";

const word = fc.stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,20}[A-Za-z0-9])?$/);
const key = fc.oneof(word, fc.tuple(fc.stringMatching(/^[a-z0-9](?:[a-z0-9.-]{0,20}[a-z0-9])?$/), word).map(([domain, name]) => `${domain}/${name}`)).filter((text) => !/^(?:in|notin)$/.test(text));
const values = fc.uniqueArray(word, { minLength: 1, maxLength: 4 }).map((found) => [...found].sort());
const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({ key, operator: fc.constantFrom("exists" as const, "absent" as const), values: fc.constant([]) }),
  fc.record({ key, operator: fc.constantFrom("=" as const, "!=" as const), values: fc.oneof(word, fc.constant("")).map((value) => [value]) }),
  fc.record({ key, operator: fc.constantFrom("in" as const, "notin" as const), values }),
  fc.record({ key, operator: fc.constantFrom("<" as const, ">" as const), values: fc.integer().map((value) => [String(value)]) }),
);
const requirements = fc.array(requirement, { maxLength: 5 });
const labels = fc.dictionary(fc.oneof(key, fc.constantFrom("app", "tier")), fc.oneof(word, fc.integer().map(String), fc.constant("")), { maxKeys: 5 });

describe("a label selector", () => {
  it("means the same after it was written and read again", () => {
    fc.assert(fc.property(requirements, (wanted) => void expect(parseLabels(writeLabels(wanted))).toEqual({ ok: true, value: wanted })));
  });

  it("may be spaced as people do", () => {
    const loose = (wanted: readonly Requirement[]) => `  ${writeLabels(wanted).replaceAll(",", " , ").replaceAll("(", "( ")}  `;
    fc.assert(fc.property(requirements, (wanted) => void expect(parseLabels(loose(wanted))).toEqual({ ok: true, value: wanted })));
  });

  it("never throws, and says one sentence about what it is not", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab/=!,() inotx<>1.-"), maxLength: 30 }), (text) => {
        const parsed = parseLabels(text);
        if (!parsed.ok) expect(parsed.message).toMatch(/^[^\n]+\.$/);
      }),
    );
  });

  it("and its opposite divide all objects between them", () => {
    const opposites = { exists: "absent", absent: "exists", "=": "!=", "!=": "=", in: "notin", notin: "in" } as const;
    const dividing = requirement.filter(({ operator }) => operator !== "<" && operator !== ">");
    fc.assert(
      fc.property(dividing, labels, (one, found) => {
        const other = { ...one, operator: opposites[one.operator as keyof typeof opposites] };
        expect(selects([one], found)).toBe(!selects([other], found));
      }),
    );
  });

  it("of several conditions wants all of them", () => {
    fc.assert(fc.property(requirements, labels, (wanted, found) => void expect(selects(wanted, found)).toBe(wanted.every((one) => selects([one], found)))));
  });

  it.each([
    ["app==blueapi", [{ key: "app", operator: "=", values: ["blueapi"] }]],
    ["tier in (b, a,b),!beta", [{ key: "tier", operator: "in", values: ["a", "b"] }, { key: "beta", operator: "absent", values: [] }]],
    ["app.kubernetes.io/name != x", [{ key: "app.kubernetes.io/name", operator: "!=", values: ["x"] }]],
    ["app=", [{ key: "app", operator: "=", values: [""] }]],
    ["", []],
  ])("reads %j as Kubernetes does", (text, value) => {
    expect(parseLabels(text)).toEqual({ ok: true, value });
  });

  it.each(["app=a,", ",", "a b", "=x", "a/b/c", "-a", "app=a b", "app in a", "app in (a", "A_B.c/x", `${"a".repeat(64)}=x`, "n > many"])("refuses %j", (text) => {
    expect(parseLabels(text).ok).toBe(false);
  });
});

describe("a field selector", () => {
  const term = fc.record({ path: fc.stringMatching(/^[a-zA-Z](?:[a-zA-Z.]{0,15}[a-zA-Z])?$/), equal: fc.boolean(), value: fc.stringMatching(/^(?:[A-Za-z0-9](?:[A-Za-z0-9 ._/-]{0,10}[A-Za-z0-9])?)?$/) });

  it("means the same after it was written and read again", () => {
    fc.assert(fc.property(fc.array(term, { maxLength: 4 }), (terms) => void expect(parseFields(writeFields(terms))).toEqual({ ok: true, value: terms })));
  });

  it.each(["status.phase", "=Running", "status.phase=Running,", "status.phase=a,b", "metadata.name=a\\b", "1=2"])("refuses %j", (text) => {
    expect(parseFields(text)).toMatchObject({ ok: false, message: expect.stringMatching(/\.$/) as string });
  });
});
