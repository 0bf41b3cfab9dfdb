import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { problemOf } from "../problem";
import { labelsText, readExplainAsked, typedLabels } from "./labels-text";

describe("the labels that a person types", () => {
  it.each([
    ["", {}],
    ["alertname=Foo namespace=p47-beamline", { alertname: "Foo", namespace: "p47-beamline" }],
    ['summary="two words" a=', { summary: "two words" }],
    ['{alertname="Foo", namespace="a, b"}', { alertname: "Foo", namespace: "a, b" }],
    ['a=""', {}],
  ])("are read from %s", (text, labels) => {
    expect(typedLabels(text).labels).toEqual(labels);
  });

  it.each([
    ["alertname", /no label with its value yet/],
    ["a=b severity=", /write label=value\.$/],
    ["a!=b", /values, not conditions: write a= instead of a!=/],
    ["a=~b.*", /values, not conditions/],
    ["a=b a=c", /twice/],
    ["@state=firing", /no label with its value/],
    ["{a=b", /^$/],
    ["{a b}", /not labels as Alertmanager writes them/],
  ])("leave out and tell what is no label: %s", (text, mistake) => {
    expect(typedLabels(text).mistakes[0] ?? "").toMatch(mistake);
  });

  it("read back from the text of an alert's labels, whatever they are", () => {
    const labels = fc.dictionary(fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }), fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), { maxKeys: 6, noNullPrototype: true });
    fc.assert(
      fc.property(labels, (given) => {
        expect(typedLabels(labelsText(given))).toEqual({ labels: given, mistakes: [] });
      }),
      { numRuns: 500, seed: 47 },
    );
  });

  it("begin with the name of the alert", () => {
    expect(labelsText({ b: "1", alertname: "Foo", severity: "critical" })).toBe("alertname=Foo severity=critical b=1");
  });
});

describe("the question who hears of labels", () => {
  it("has labels, and perhaps an alert", () => {
    expect(readExplainAsked({ labels: { a: "b" } })).toEqual({ labels: { a: "b" } });
    expect(readExplainAsked({ labels: {}, alert: "0123456789abcdef" })).toEqual({ labels: {}, alert: "0123456789abcdef" });
  });

  it.each([
    [undefined, /an object/],
    [[], /an object/],
    [{}, /labels are an object/],
    [{ labels: [] }, /labels are an object/],
    [{ labels: "a=b" }, /labels are an object/],
    [{ labels: { a: 1 } }, /value of a is not a text/],
    [{ labels: { a: "x".repeat(9_000) } }, /value of a is not a text/],
    [{ labels: { "": "x" } }, /name/],
    [{ labels: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`l${at}`, "x"])) }, /at most 100/],
    [{ labels: {}, alert: "../etc" }, /id of an alert/],
    [{ labels: {}, url: "http://x" }, /no field “url”/],
  ])("is refused in a sentence where it is none: %j", (body, reason) => {
    try {
      readExplainAsked(body);
      expect.unreachable();
    } catch (error) {
      expect(problemOf(error)).toEqual({ code: "invalid", message: expect.stringMatching(reason) as string });
    }
  });
});
