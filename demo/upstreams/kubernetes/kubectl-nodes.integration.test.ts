import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "./kubectl-session";
import type { KubectlSession } from "./kubectl-session";

const begun = Date.now();
/** A cluster that lives ten times as fast as kubectl, from a quiet minute of the World on. */
const clock = () => Date.UTC(2026, 5, 15, 10, 4) + (Date.now() - begun) * 10;

describe.skipIf(missingPrograms.length > 0)("kubectl and nodes", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession({ clock });
  });
  afterAll(() => session.stop());
  const admin = (...args: string[]) => session.kubectl("admin", ...args);
  const onNode = (node: string) => admin("get", "pods", "-A", "--field-selector", `spec.nodeName=${node},status.phase=Running`, "-o", 'jsonpath={range .items[*]}{.metadata.ownerReferences[0].kind}{"\\n"}{end}');

  it("describes a node with what runs on it", async () => {
    const text = await admin("describe", "node", "p47-srv-01");
    expect(text).toMatch(/Roles: +beamline/);
    expect(text).toMatch(/Ready +True .*KubeletReady/);
    expect(text).toMatch(/Non-terminated Pods: +\(\d+ in total\)[\s\S]*p47-beamline +p47-rabbitmq-0 +200m/);
  });

  it("cordons, drains within the disruption budgets, and uncordons", async () => {
    await admin("cordon", "pollux-wk-01");
    expect(await admin("get", "node", "pollux-wk-01")).toMatch(/^pollux-wk-01 +Ready,SchedulingDisabled +worker/m);
    expect(await session.refused("p47", "drain", "pollux-wk-01")).toContain('User "p47-staff" cannot list resource "pods" in API group "" at the cluster scope');
    expect(await session.refused("p47", "label", "node", "p47-srv-01", "mine=yes")).toContain('nodes "p47-srv-01" is forbidden: User "p47-staff" cannot patch resource "nodes"');
    expect(await session.refused("admin", "drain", "pollux-wk-01", "--timeout=5s")).toContain("cannot delete DaemonSet-managed Pods");
    const text = await admin("drain", "pollux-wk-01", "--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=100s");
    expect(text).toMatch(/evicting pod \S+\/\S+/);
    expect(text).toContain("node/pollux-wk-01 drained");
    expect(new Set((await onNode("pollux-wk-01")).trim().split("\n"))).toEqual(new Set(["DaemonSet"]));
    await admin("uncordon", "pollux-wk-01");
    expect(await admin("get", "node", "pollux-wk-01", "-o", "jsonpath={.spec.unschedulable}")).toBe("");
  });

  it("taints and labels a node", async () => {
    await admin("taint", "node", "pollux-wk-02", "maintenance=yes:NoSchedule");
    await admin("label", "node", "pollux-wk-02", "rack=b7");
    expect(await admin("get", "nodes", "-l", "rack=b7", "-o", "jsonpath={.items[0].metadata.name} {.items[0].spec.taints[*].key}")).toBe("pollux-wk-02 maintenance");
    await admin("taint", "node", "pollux-wk-02", "maintenance-");
    expect(await admin("get", "node", "pollux-wk-02", "-o", "jsonpath={.spec.taints}")).toBe("");
  });
});
