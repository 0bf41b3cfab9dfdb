import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "./kubectl-session";
import type { KubectlSession } from "./kubectl-session";

const begun = Date.now();
/** A cluster that lives ten times as fast as kubectl, from a quiet minute of the World on. */
const clock = () => Date.UTC(2026, 5, 15, 10, 4) + (Date.now() - begun) * 10;

describe.skipIf(missingPrograms.length > 0)("kubectl and workloads", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession({ clock });
    await admin("create", "deployment", "viewer", "--image=docker.io/library/nginx:1.25", "--replicas=2");
  });
  afterAll(() => session.stop());
  const admin = (...args: string[]) => session.kubectl("admin", "-n", "default", ...args);
  const rolledOut = () => admin("rollout", "status", "deployment/viewer", "--timeout=60s");
  const image = () => admin("get", "deployment", "viewer", "-o", "jsonpath={.spec.template.spec.containers[0].image}");

  it("waits for a rollout and shows what it made", async () => {
    expect(await rolledOut()).toContain('deployment "viewer" successfully rolled out');
    expect(await admin("get", "deployment", "viewer")).toMatch(/^viewer +2\/2 +2 +2 /m);
    expect(await admin("get", "pods", "-l", "app=viewer", "-o", "name")).toMatch(/^(pod\/viewer-[a-z0-9]+-[a-z0-9]{5}\n){2}$/);
    expect(await admin("describe", "deployment", "viewer")).toMatch(/Replicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable[\s\S]*Normal +ScalingReplicaSet .*deployment-controller/);
  });

  it("scales, with and without the right count in mind", async () => {
    await admin("scale", "deployment/viewer", "--replicas=3");
    await rolledOut();
    expect(await admin("get", "pods", "-l", "app=viewer", "-o", "name")).toMatch(/^(pod\/\S+\n){3}$/);
    expect(await session.refused("admin", "-n", "default", "scale", "deployment/viewer", "--current-replicas=7", "--replicas=1")).toContain("Expected replicas to be 7, was 3");
    expect(await session.refused("admin", "-n", "default", "patch", "deployment", "viewer", "--subresource=scale", "--type=merge", "-p", '{"spec":{"replicas":-1}}')).toContain("must be greater than or equal to 0");
  });

  it("rolls out an image, keeps the history and goes back", async () => {
    await admin("set", "image", "deployment/viewer", "nginx=docker.io/library/nginx:1.27");
    await rolledOut();
    expect(await admin("rollout", "history", "deployment/viewer")).toMatch(/^1 +<none>\n2 +<none>$/m);
    expect(await admin("rollout", "history", "deployment/viewer", "--revision=1")).toContain("nginx:1.25");
    await admin("rollout", "undo", "deployment/viewer");
    await rolledOut();
    expect(await image()).toBe("docker.io/library/nginx:1.25");
    expect(await admin("rollout", "history", "deployment/viewer")).toMatch(/^2 +<none>\n3 +<none>$/m);
  });

  it("pauses, refuses to restart what is paused, resumes and restarts", async () => {
    await admin("rollout", "pause", "deployment/viewer");
    expect(await session.refused("admin", "-n", "default", "rollout", "restart", "deployment/viewer")).toContain("can't restart paused deployment");
    await admin("rollout", "resume", "deployment/viewer");
    const before = await admin("get", "pods", "-l", "app=viewer", "-o", "name");
    await admin("rollout", "restart", "deployment/viewer");
    await rolledOut();
    expect((await admin("get", "pods", "-l", "app=viewer", "-o", "name")).split("\n").filter((name) => name !== "" && !before.includes(name)).length).toBeGreaterThanOrEqual(3);
    expect(await admin("get", "deployment", "viewer", "-o", "jsonpath={.spec.template.metadata.annotations}")).toContain("kubectl.kubernetes.io/restartedAt");
  });

  it("brings back a pod of a StatefulSet under its own name", async () => {
    const uid = () => session.kubectl("p47", "get", "pod", "p47-blueapi-0", "-n", "p47-beamline", "-o", "jsonpath={.metadata.uid}");
    const before = await uid();
    expect(await session.kubectl("p47", "delete", "pod", "p47-blueapi-0", "-n", "p47-beamline")).toContain('pod "p47-blueapi-0" deleted');
    await session.kubectl("p47", "wait", "--for=create", "pod/p47-blueapi-0", "-n", "p47-beamline", "--timeout=30s");
    expect(await uid()).not.toBe(before);
  });

  it("tells a watcher of every step", async () => {
    const watching = session.begin("admin", "get", "pods", "-n", "default", "-l", "app=shown", "-w", "--no-headers");
    let seen = "";
    watching.stdout.on("data", (text: Buffer) => (seen += text.toString()));
    const saw = async (text: RegExp) => {
      while (!text.test(seen)) await new Promise((resolve) => watching.stdout.once("data", resolve));
    };
    await admin("create", "deployment", "shown", "--image=docker.io/library/nginx:1.25");
    await saw(/ContainerCreating/);
    await saw(/1\/1 +Running/);
    await admin("delete", "deployment", "shown");
    await saw(/Terminating/);
    watching.kill();
  });

  it("takes pods along with their deployment", async () => {
    await admin("delete", "deployment", "viewer");
    await admin("wait", "--for=delete", "pod", "-l", "app=viewer", "--timeout=60s");
    expect(await admin("get", "pods,replicasets", "-l", "app=viewer", "-o", "name")).toBe("");
  });
});
