import { expect, it } from "vitest";
import { cellState } from "./cell-state";

it.each([
  ["Status", "Running", "ok"],
  ["Status", "CrashLoopBackOff", "crit"],
  ["Status", "Init:CrashLoopBackOff", "crit"],
  ["Status", "ImagePullBackOff", "crit"],
  ["Status", "OOMKilled", "crit"],
  ["Status", "Pending", "warn"],
  ["Status", "Terminating", "warn"],
  ["Status", "Init:0/1", "info"],
  ["Status", "ContainerCreating", "info"],
  ["Status", "Completed", "ok"],
  ["Status", "Ready,SchedulingDisabled", "warn"],
  ["Status", "NotReady", "crit"],
  ["Status", "Bound", "ok"],
  ["Ready", "1/2", "warn"],
  ["Ready", "2/2", undefined],
  ["Ready", "False", "crit"],
  ["Ready", "True", "ok"],
  ["Degraded", "True", "crit"],
  ["Suspend", "True", "info"],
  ["Suspend", "False", undefined],
  ["Sync Status", "OutOfSync", "crit"],
  ["Health Status", "Healthy", "ok"],
  ["Type", "Warning", "warn"],
  ["Type", "ClusterIP", undefined],
  ["Name", "Running", undefined],
  ["Status", "something new", undefined],
])("reads %s %j as %s", (column, text, state) => {
  expect(cellState(column, text)).toBe(state);
});
