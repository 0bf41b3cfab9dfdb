import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "../kubectl-session";
import type { KubectlSession } from "../kubectl-session";

const begun = Date.now();
/** A cluster that lives ten times as fast as kubectl, from a quiet minute of the World on. */
const clock = () => Date.UTC(2026, 5, 15, 10, 4) + (Date.now() - begun) * 10;

describe.skipIf(missingPrograms.length > 0)("kubectl and what the controllers do", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession({ clock });
  });
  afterAll(() => session.stop());
  const admin = (...args: string[]) => session.kubectl("admin", ...args);

  it("runs a job to its end and shows its log", async () => {
    await admin("create", "job", "greets", "-n", "default", "--image=docker.io/library/busybox:1.37.0", "--", "sh", "-c", "echo hello beamline; sleep 2; exit 0");
    await admin("wait", "--for=condition=complete", "job/greets", "-n", "default", "--timeout=60s");
    expect(await admin("get", "job", "greets", "-n", "default")).toMatch(/^greets +Complete +1\/1 +/m);
    expect(await admin("logs", "job/greets", "-n", "default")).toBe("hello beamline\n");
  });

  it("triggers a cron job by hand and suspends it", async () => {
    await admin("create", "cronjob", "nightly", "-n", "default", "--image=docker.io/library/busybox:1.37.0", "--schedule=0 3 * * *", "--", "sh", "-c", "date; sleep 1; exit 0");
    await admin("create", "job", "by-hand", "-n", "default", "--from=cronjob/nightly");
    await admin("wait", "--for=condition=complete", "job/by-hand", "-n", "default", "--timeout=60s");
    await admin("patch", "cronjob", "nightly", "-n", "default", "-p", '{"spec":{"suspend":true}}');
    expect(await admin("get", "cronjob", "nightly", "-n", "default")).toMatch(/^nightly +0 3 \* \* \* +<none> +True +0 /m);
  });

  it("rolls a StatefulSet and a DaemonSet to a new revision and back", async () => {
    for (const [name, namespace, container, image] of [["statefulset/p47-rabbitmq", "p47-beamline", "p47-rabbitmq", "docker.io/library/rabbitmq:4.0.6-management"], ["daemonset/kube-proxy", "kube-system", "kube-proxy", "registry.k8s.io/kube-proxy:v1.31.5"]] as const) {
      const shown = () => admin("get", name, "-n", namespace, "-o", "jsonpath={.spec.template.spec.containers[0].image}");
      const before = await shown();
      await admin("set", "image", name, "-n", namespace, `${container}=${image}`);
      expect(await admin("rollout", "status", name, "-n", namespace, "--timeout=100s")).toMatch(/successfully rolled out|roll out complete/);
      expect(await admin("rollout", "history", name, "-n", namespace)).toMatch(/^1 +<none>\n2 +<none>$/m);
      await admin("rollout", "undo", name, "-n", namespace);
      await admin("rollout", "status", name, "-n", namespace, "--timeout=100s");
      expect(await shown()).toBe(before);
    }
  }, 240_000);

  it("reads logs: the end, the time before, since, all containers", async () => {
    expect((await admin("logs", "-n", "p47-beamline", "p47-blueapi-0", "-c", "blueapi", "--tail=5")).trimEnd().split("\n")).toHaveLength(5);
    expect(await admin("logs", "-n", "training", "deployment/crash-demo", "--previous")).toContain("no route to host");
    expect(await admin("logs", "-n", "training", "-l", "app=web", "--all-containers", "--prefix", "--tail=1")).toMatch(/^\[pod\/web-\S+\/(web|write-page|log-shipper)\] /m);
    expect(Buffer.byteLength(await admin("logs", "-n", "training", "log-flood", "--limit-bytes=5000"))).toBe(5_000);
  });
});
