import { describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model/problem";
import type { Wire } from "@/lib/wire";
import { fieldNotes } from "./field-notes";

const softIoc = { group: "epics.example", version: "v1", kind: "SoftIoc" };
const answering = (answer: unknown) => ({ get: (path: string, schema: { parse(value: unknown): unknown }) => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(schema.parse(path === "/openapi/v3/apis/epics.example/v1" ? answer : {}))) }) as unknown as Wire;
const document = {
  components: {
    schemas: {
      "example.epics.v1.Other": { "x-kubernetes-group-version-kind": [{ ...softIoc, kind: "Other" }], properties: { spec: { properties: { prefix: { description: "Not this one." } } } } },
      "example.epics.v1.SoftIoc": {
        "x-kubernetes-group-version-kind": [softIoc],
        properties: {
          spec: { properties: { prefix: { type: "string", description: "The prefix of every record.\n\nSet once." }, autosave: { properties: { every: { description: "Seconds. More than five." } } } } },
          status: { properties: { clients: { description: "How many\n  are connected" } } },
        },
      },
    },
  },
};

describe("what a kind's schema says of its fields", () => {
  it("is told by path, in its first sentence", async () => {
    const notes = await fieldNotes(answering(document), softIoc, {}, undefined);
    expect(Object.fromEntries(notes)).toEqual({ "spec.prefix": "The prefix of every record.", "spec.autosave.every": "Seconds.", "status.clients": "How many are connected" });
  });

  it.each([
    ["no such document", new CastorError("not-found", "No.")],
    ["another shape", { components: 1 }],
    ["no such kind", { components: { schemas: {} } }],
  ])("is nothing where there is %s", async (_, answer) => {
    const wire = answer instanceof Error ? answering(answer) : ({ get: async (_path: string, schema: { parse(value: unknown): unknown }) => schema.parse(answer) } as unknown as Wire);
    expect((await fieldNotes(wire, softIoc, {}, undefined)).size).toBe(0);
  });
});
