import { settingsJsonSchema, type JsonSchema } from "./json-schema";

/** Every setting as a Markdown table: for docs/operating.md. */
export function settingsTable(): string {
  const head = ["| Setting | Meaning | Default |", "|---|---|---|"];
  return [...head, ...rows("", settingsJsonSchema())].join("\n");
}

function rows(prefix: string, schema: JsonSchema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const list = inner.type === "array" && inner.items?.properties !== undefined;
    const isTool = prefix.endsWith(".tools");
    const below = isTool && name !== "dashboard" ? [] : rows(isTool ? `${prefix}.<tool>` : list ? `${path}[]` : path, (list ? inner.items : inner) ?? {});
    const own = isTool ? [] : [row(path, inner, schema.required?.includes(name) ?? false)];
    return [...own, ...below];
  });
}

function row(path: string, schema: JsonSchema, required: boolean): string {
  const choices = schema.enum === undefined ? "" : ` One of ${schema.enum.map((value) => `\`${String(value)}\``).join(", ")}.`;
  const fallback = schema.default === undefined || schema.properties !== undefined ? "" : `\`${JSON.stringify(schema.default)}\``;
  return `| \`${path}\` | ${schema.description ?? ""}${choices} | ${required && fallback === "" ? "required" : fallback} |`;
}
