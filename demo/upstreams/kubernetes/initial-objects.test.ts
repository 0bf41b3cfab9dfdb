import { describe, expect, it } from "vitest";
import { createWorld } from "../../world/world";
import { createKindRegistry } from "./kind-registry";
import { kinds } from "./kinds";
import { createKubernetes } from "./kubernetes";
import { schemaOf } from "./schema/kind-schema";
import { decode } from "./write/decode";
import { mistakesOf } from "./write/mistakes";

const at = Date.UTC(2026, 5, 15, 10, 4);
const world = createWorld({ clock: () => at, seed: 1, host: false });

describe.each(["pollux", "argus", "i22"])("what %s begins with", (cluster) => {
  const api = createKubernetes({ world, cluster, tokens: {} });
  const registry = createKindRegistry(api.store, kinds);
  const stored = registry.all().filter(({ view }) => view === undefined).flatMap((kind) => api.store.list(kind).map((object) => ({ kind, object })));

  it("could be written again: no unknown field, nothing that Kubernetes refuses", () => {
    const wrong = stored.flatMap(({ kind, object }) => {
      const { unknown } = decode(kind, object, schemaOf(kind));
      const mistakes = mistakesOf(kind, object, { at, draw: () => 1 }, schemaOf(kind));
      return [...unknown, ...mistakes.map(({ field, message }) => `${field}: ${message}`)].map((sentence) => `${kind.kind} ${object.metadata.name} ${sentence}`);
    });
    expect(wrong).toEqual([]);
    expect(stored.length).toBeGreaterThan(100);
  });

  it("fills every column of its kind", () => {
    expect(stored.filter(({ kind, object }) => kind.cells(object, at).length !== kind.columns.length).map(({ kind, object }) => `${kind.kind} ${object.metadata.name}`)).toEqual([]);
  });
});
