import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { toolOptions } from "@/lib/tools";
import { jsonSchemaText, settingsJsonSchema, type JsonSchema } from "./json-schema";
import { settingsTable } from "./reference";

function undescribed(schema: JsonSchema, path: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const own = inner.description === undefined ? [`${path}.${name}`] : [];
    return [...own, ...undescribed(inner.items ?? inner, `${path}.${name}`)];
  });
}

describe("the JSON Schema of castor.yaml", () => {
  it("is the one that is committed (else: npx tsx lib/portal/write-settings-schema.ts)", () => {
    expect(readFileSync(resolve("docs/castor.schema.json"), "utf8")).toBe(jsonSchemaText(toolOptions));
  });

  it("says of every setting what it means", () => {
    const tools = settingsJsonSchema(toolOptions).properties?.["clusters"]?.items?.properties?.["tools"];
    const ids = Object.keys(tools?.properties ?? {});
    const missing = undescribed(settingsJsonSchema(toolOptions), "").filter((path) => !ids.some((id) => path.endsWith(`.tools.${id}`)));
    expect(missing).toEqual([]);
  });

  it("makes the reference of the settings", () => {
    const table = settingsTable();
    expect(table).toContain("| `clusters[].tools.<tool>.url` |");
    expect(table).toContain("| `signIn.session.idle` |");
    expect(table).toMatch(/`clusters\[\]\.stage`.*One of `production`, `staging`, `development`.*required/);
  });
});
