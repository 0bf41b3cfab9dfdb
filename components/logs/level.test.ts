import { expect, it } from "vitest";
import { detectLevel, levelNames } from "./level";

it.each([
  ['{"level":"info","msg":"ready"}', "info"],
  ['{"time":1,"level":50,"msg":"broken"}', "error"],
  ['{"severity":"WARNING","message":"x"}', "warning"],
  ['ts=2026-11-21 level=warn component=tsdb msg="slow"', "warning"],
  ["I1121 13:58:31.123456       1 server.go:42] ready", "info"],
  ["E1121 13:58:31.123456       1 server.go:42] broken", "error"],
  ["[ERROR] cannot open the file", "error"],
  ["2026-11-21 13:58:31,123 - WARNING - slow", "warning"],
  ["2026-11-21T13:58:31Z DEBUG tick", "debug"],
  ["ERROR: no such file", "error"],
  ["error: no such file", "error"],
  ["[warn] deprecated", "warning"],
  ["2026/11/21 13:58:31 [error] 7#7: *1 open() failed", "error"],
  ["CRITICAL:root:out of memory", "fatal"],
  ["FATAL could not connect", "fatal"],
  ["npm info it worked", "unknown"],
  ["The user made an error while typing", "unknown"],
  ["INFORMATION for visitors", "unknown"],
  ["12345 lines", "unknown"],
  ["", "unknown"],
  ['{"level":{"of":"water"}}', "unknown"],
])("%j is %s", (text, name) => {
  expect(levelNames[detectLevel(text)]).toBe(name);
});
