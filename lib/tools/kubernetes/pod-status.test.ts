import { describe, expect, it } from "vitest";
import { nodePod } from "./pod-status";
import { pod } from "./schema";

const running = (name = "main", more: object = {}) => ({ name, ready: true, restartCount: 0, state: { running: { startedAt: "2026-11-20T10:00:00Z" } }, ...more });
const waiting = (reason: string, more: object = {}) => ({ name: "main", ready: false, restartCount: 0, state: { waiting: { reason } }, ...more });
const ended = (terminated: object, name = "main") => ({ name, ready: false, restartCount: 0, state: { terminated } });

interface Parts {
  readonly meta?: object;
  readonly spec?: object;
  readonly status?: object;
}

function read({ meta, spec, status }: Parts) {
  return nodePod(
    pod.parse({
      metadata: { name: "bl47p-mo-ioc-01-0", namespace: "p47-beamline", ...meta },
      spec: { nodeName: "p47-srv-01", containers: [{ name: "main", image: "ioc:1" }], ...spec },
      status: { phase: "Running", startTime: "2026-11-20T10:00:00Z", ...status },
    }),
  );
}

const init = (...names: readonly string[]) => names.map((name) => ({ name, image: "init:1" }));
const sidecar = { name: "proxy", image: "proxy:1", restartPolicy: "Always" };

describe("STATUS as kubectl prints it", () => {
  const cases: readonly (readonly [string, boolean, Parts])[] = [
    ["Running", true, { status: { containerStatuses: [running()] } }],
    ["Running", false, { status: { containerStatuses: [running("main", { ready: false })] } }],
    ["CrashLoopBackOff", false, { status: { containerStatuses: [waiting("CrashLoopBackOff", { restartCount: 7 })] } }],
    ["ImagePullBackOff", false, { status: { phase: "Pending", containerStatuses: [waiting("ImagePullBackOff")] } }],
    ["ContainerCreating", true, { status: { phase: "Pending", containerStatuses: [waiting("ContainerCreating")] } }],
    ["Pending", true, { status: { phase: "Pending" } }],
    ["Completed", true, { status: { phase: "Succeeded", containerStatuses: [ended({ reason: "Completed", exitCode: 0 })] } }],
    ["Error", false, { status: { phase: "Failed", containerStatuses: [ended({ reason: "Error", exitCode: 1 })] } }],
    ["OOMKilled", false, { status: { containerStatuses: [ended({ reason: "OOMKilled", exitCode: 137 })] } }],
    ["Signal:9", false, { status: { containerStatuses: [ended({ signal: 9, exitCode: 137 })] } }],
    ["ExitCode:3", false, { status: { containerStatuses: [ended({ exitCode: 3 })] } }],
    ["Evicted", false, { status: { phase: "Failed", reason: "Evicted" } }],
    ["SchedulingGated", false, { status: { phase: "Pending", conditions: [{ type: "PodScheduled", status: "False", reason: "SchedulingGated" }] } }],
    ["Terminating", true, { meta: { deletionTimestamp: "2026-11-20T11:00:00Z" }, status: { containerStatuses: [running()] } }],
    ["Unknown", false, { meta: { deletionTimestamp: "2026-11-20T11:00:00Z" }, status: { reason: "NodeLost", containerStatuses: [running()] } }],
    ["Completed", true, { meta: { deletionTimestamp: "2026-11-20T11:00:00Z" }, status: { phase: "Succeeded", containerStatuses: [ended({ reason: "Completed", exitCode: 0 })] } }],
    ["Init:0/2", true, { spec: { initContainers: init("a", "b") }, status: { phase: "Pending", initContainerStatuses: [{ name: "a", state: { running: {} } }, { name: "b", state: { waiting: { reason: "PodInitializing" } } }] } }],
    ["Init:1/2", true, { spec: { initContainers: init("a", "b") }, status: { phase: "Pending", initContainerStatuses: [ended({ exitCode: 0 }, "a"), { name: "b", state: { waiting: { reason: "PodInitializing" } } }] } }],
    ["Init:CrashLoopBackOff", false, { spec: { initContainers: init("a") }, status: { phase: "Pending", initContainerStatuses: [{ ...waiting("CrashLoopBackOff"), name: "a" }] } }],
    ["Init:Error", false, { spec: { initContainers: init("a") }, status: { phase: "Pending", initContainerStatuses: [ended({ reason: "Error", exitCode: 1 }, "a")] } }],
    ["Init:ExitCode:2", false, { spec: { initContainers: init("a") }, status: { phase: "Pending", initContainerStatuses: [ended({ exitCode: 2 }, "a")] } }],
    ["PodInitializing", true, { spec: { initContainers: init("a") }, status: { phase: "Pending", initContainerStatuses: [ended({ exitCode: 0 }, "a")], containerStatuses: [waiting("PodInitializing")] } }],
    ["Running", true, { spec: { initContainers: [sidecar] }, status: { initContainerStatuses: [running("proxy", { started: true })], containerStatuses: [running()] } }],
    ["NotReady", false, { spec: { containers: [{ name: "job" }, { name: "main" }] }, status: { conditions: [{ type: "Ready", status: "False" }], containerStatuses: [ended({ reason: "Completed", exitCode: 0 }, "job"), running()] } }],
  ];

  it.each(cases)("%s (well: %s)", (status, well, parts) => {
    expect(read(parts)).toMatchObject({ status, well });
  });
});

it("counts containers, sidecars and restarts, and keeps what is shown", () => {
  const found = read({
    spec: { hostNetwork: true, initContainers: [sidecar, ...init("setup")] },
    status: { initContainerStatuses: [running("proxy", { started: true, restartCount: 2 }), ended({ exitCode: 0 }, "setup")], containerStatuses: [running("main", { restartCount: 3 })] },
  });
  expect(found).toEqual({
    namespace: "p47-beamline",
    name: "bl47p-mo-ioc-01-0",
    status: "Running",
    well: true,
    ready: 2,
    containers: 2,
    restarts: 5,
    started: Date.parse("2026-11-20T10:00:00Z"),
    images: ["ioc:1"],
    hostNetwork: true,
  });
});
