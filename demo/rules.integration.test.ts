import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { hasPrometheus } from "./promql/oracle/real-prometheus";
import { demoRules } from "./rules";
import { rulesYaml } from "./rules-yaml";

const present = hasPrometheus();
if (!present) console.warn("SKIPPED: the demo's alerting rules before promtool, because it is not installed");

describe.skipIf(!present)("the demo's alerting rules", () => {
  it("are valid to promtool", () => {
    const folder = mkdtempSync(join(tmpdir(), "castor-rules-"));
    try {
      const file = join(folder, "rules.yaml");
      writeFileSync(file, rulesYaml(demoRules));
      const count = demoRules.flatMap((group) => group.rules).length;
      expect(execFileSync("promtool", ["check", "rules", file], { encoding: "utf8" })).toContain(`SUCCESS: ${count} rules found`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
