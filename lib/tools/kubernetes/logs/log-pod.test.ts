import { describe, expect, it } from "vitest";
import { endingOf, logPodOf } from "./log-pod";
import { logPod } from "./schema";

const pod = (more: { spec?: object; status?: object; metadata?: object } = {}) =>
  logPod.parse({
    metadata: { name: "ioc-0", namespace: "p47", ...more.metadata },
    spec: { containers: [{ name: "proxy" }, { name: "app" }], ...more.spec },
    status: { phase: "Running", ...more.status },
  });
const app = (state: object, more: object = {}) => ({ status: { phase: "Running", containerStatuses: [{ name: "app", restartCount: 1, state, ...more }] } });
const exit = (exitCode: number, more: object = {}) => ({ terminated: { exitCode, ...more } });

it("lists containers with what they are, the default one first", () => {
  const found = logPodOf(
    pod({
      metadata: { annotations: { "kubectl.kubernetes.io/default-container": "app" } },
      spec: { initContainers: [{ name: "mount" }, { name: "mesh", restartPolicy: "Always" }], ephemeralContainers: [{ name: "debugger" }] },
      status: { containerStatuses: [{ name: "app", restartCount: 4, state: { running: {} } }], ephemeralContainerStatuses: [{ name: "debugger", state: { terminated: {} } }] },
    }),
  );
  expect(found.containers.map(({ name, type, restarts, running }) => `${name} ${type} ${restarts} ${running}`)).toEqual([
    "app container 4 true",
    "proxy container 0 false",
    "mount init 0 false",
    "mesh sidecar 0 false",
    "debugger ephemeral 0 false",
  ]);
});

describe("the end of an output is said in words", () => {
  it.each([
    [app(exit(0)), "The container app of ioc-0 ended with exit code 0, as it should.", false],
    [app(exit(1)), "The container app of ioc-0 ended with exit code 1.", false],
    [app(exit(137)), "The container app of ioc-0 ended with exit code 137 (signal 9).", false],
    [app(exit(137, { reason: "OOMKilled" })), "The container app of ioc-0 ended with exit code 137: it was killed for using more memory than its limit.", false],
    [{ spec: { restartPolicy: "Never" }, ...app(exit(2)) }, "The container app of ioc-0 ended with exit code 2.", true],
    [{ spec: { restartPolicy: "OnFailure" }, ...app(exit(0)) }, "The container app of ioc-0 ended with exit code 0, as it should.", true],
    [app({ waiting: { reason: "CrashLoopBackOff" } }, { lastState: exit(3) }), "The container app of ioc-0 ended with exit code 3 and will be started again.", false],
    [app({ running: {} }, { lastState: exit(3), restartCount: 2 }), "The container app of ioc-0 ended with exit code 3 and was started again.", false],
    [{ status: { phase: "Failed" } }, "The pod ioc-0 ended.", true],
  ])("%j", (more, message, final) => {
    expect(endingOf(pod(more), "app", 1)).toMatchObject({ message, final });
  });

  it("unless it still runs", () => {
    expect(endingOf(pod(app({ running: {} }, { lastState: exit(3) })), "app", 1).running).toBe(true);
  });

  it("an init container's success is final, its failure is not", () => {
    const init = (state: object) => pod({ spec: { initContainers: [{ name: "mount" }] }, status: { initContainerStatuses: [{ name: "mount", state }] } });
    expect(endingOf(init(exit(0)), "mount", 0).final).toBe(true);
    expect(endingOf(init(exit(1)), "mount", 0).final).toBe(false);
  });
});
