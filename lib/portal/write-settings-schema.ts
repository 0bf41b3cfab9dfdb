import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { jsonSchemaText, settingsTable } from "@/lib/settings";
import { toolOptions } from "@/lib/tools";

/** Writes docs/castor.schema.json; with `--table` prints the settings' table for docs/operating.md instead. */
if (process.argv.includes("--table")) {
  process.stdout.write(`${settingsTable()}\n`);
} else {
  const file = resolve("docs/castor.schema.json");
  writeFileSync(file, jsonSchemaText(toolOptions));
  process.stdout.write(`Wrote ${file}\n`);
}
