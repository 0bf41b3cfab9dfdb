import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { frameMessage } from "./frame-message";

const origin = "https://grafana-pollux.castor.example.org";
const source = { the: "frame's window" } as unknown as Window;
const told = (data: unknown, from: { origin?: string; source?: Window | null } = {}) => frameMessage({ data, origin, source, ...from }, { origin, source });

describe("a message to a tool's page", () => {
  it("is heard from the tool's own origin and this very frame", () => {
    expect(told({ castor: "ready" })).toEqual({ castor: "ready" });
    expect(told({ castor: "left" })).toEqual({ castor: "left" });
    expect(told({ castor: "refused", reason: "read-only" })).toEqual({ castor: "refused", reason: "read-only" });
    expect(told({ castor: "at", path: "/graph?x=1#y", title: "Prometheus" })).toEqual({ castor: "at", path: "/graph?x=1#y", title: "Prometheus" });
  });

  it("is not heard from another site, from another tool, from Castor itself, or from an origin that only begins alike", () => {
    for (const foreign of ["https://evil.example", "https://prometheus-pollux.castor.example.org", "https://castor.example.org", `${origin}.evil.example`, "http://grafana-pollux.castor.example.org", "null", ""]) {
      expect(told({ castor: "at", path: "/x", title: "" }, { origin: foreign })).toBeUndefined();
    }
  });

  it("is not heard from another window of the tool: a pop-up, or the inner frame", () => {
    expect(told({ castor: "ready" }, { source: {} as unknown as Window })).toBeUndefined();
    expect(told({ castor: "ready" }, { source: null })).toBeUndefined();
    expect(frameMessage({ data: { castor: "ready" }, origin, source: null }, { origin, source: null })).toBeUndefined();
  });

  it("shows the tool where its address cannot be told, but follows it nowhere", () => {
    for (const path of ["//evil.example", "https://evil.example", "/a\nb", "/.castor/enter", 7, undefined, { toString: () => "/x" }]) {
      expect(told({ castor: "at", path, title: "x" })).toEqual({ castor: "at", title: "x" });
    }
  });

  it("gives a title of one short line in which no text turns its direction", () => {
    const { title } = told({ castor: "at", path: "/", title: ` a\nb\u202egnp.exe\u0000 ${"x".repeat(500)}` }) as { title: string };
    expect(title).toMatch(/^a b gnp\.exe x+$/);
    expect(title.length).toBe(200);
    expect(told({ castor: "at", path: "/", title: {} })).toMatchObject({ title: "" });
  });

  it("is nothing where it is of another shape, and never throws", () => {
    expect(told({ castor: "go", path: "/x" })).toBeUndefined();
    expect(told({ castor: "refused", reason: "<script>" })).toEqual({ castor: "refused", reason: "" });
    fc.assert(
      fc.property(fc.anything(), (data) => {
        expect(told(data)).toBeUndefined();
      }),
      { seed: 7 },
    );
  });
});
