import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { kubectlLine, kubectlName, quoted, withInput } from "./kubectl";

/** What a real shell makes of a line's words. */
const read = (line: string) => execFileSync("bash", ["--norc", "-c", `printf '%s\\0' ${line}`], { encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } }).split("\0").slice(0, -1);

it("leaves plain words as they are", () => {
  expect(kubectlLine("pollux", "p47-beamline", ["scale", kubectlName({ group: "apps", resource: "deployments", name: "web" }), "--replicas=3"])).toBe(
    "kubectl --context pollux -n p47-beamline scale deployments.apps/web --replicas=3",
  );
  expect(kubectlLine("pollux", undefined, ["cordon", "p47-srv-01"])).toBe("kubectl --context pollux cordon p47-srv-01");
});

const hostile = ["system:node", "$(touch /tmp/x)", "`id`", "a'b", "'; rm -rf / #", "a\nrm -rf /", "a\r\nb", "\u001b]0;x\u0007", "x\u202egpj", "a\\b'c\n", "*", "~", "", "=x", "a b", "{a,b}", "!!", "ä-日本"];

it("gives a shell exactly each word, whatever it is, in one line that shows all of it", () => {
  const line = hostile.map(quoted).join(" ");
  expect(read(line)).toEqual(hostile);
  expect(line).not.toMatch(/[\u0000-\u001f\u202e]/);
});

it("never lets a name be read as an option", () => {
  expect(kubectlName({ group: "", resource: "pods", name: "--all" })).toBe("pods/--all");
});

it("ends its input where the text ends, whatever the text says", () => {
  const text = "a: 1\nEOF\n_EOF\n$(id)\n";
  const line = withInput("cat", text);
  expect(execFileSync("bash", ["--norc", "-c", line], { encoding: "utf8" })).toBe(text);
});
