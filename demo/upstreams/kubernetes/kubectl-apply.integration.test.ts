import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "./kubectl-session";
import type { KubectlSession } from "./kubectl-session";

const namespace = ["-n", "p47-beamline"] as const;
const configMap = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: scan-plan\n  namespace: p47-beamline\n  labels: {team: p47}\ndata:\n${data}`;
const deployment = (image: string, more = "") => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: viewer
  namespace: p47-beamline
  labels: {team: p47}
spec:
  replicas: 2
  selector: {matchLabels: {app: viewer}}
  template:
    metadata: {labels: {app: viewer}}
    spec:
      containers:
      - name: web
        image: ${image}
        resources: {requests: {cpu: 10m, memory: 16Mi}, limits: {cpu: 100m, memory: 32Mi}}
${more}`;

describe.skipIf(missingPrograms.length > 0)("kubectl apply", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession();
  });
  afterAll(() => session.stop());
  const admin = (...args: string[]) => session.kubectl("admin", ...args);
  const p47 = (...args: string[]) => session.kubectl("p47", ...args);

  it("creates, finds nothing to do, shows the difference and configures", async () => {
    const file = session.file("plan.yaml", configMap("  frames: '10'\n"));
    expect(await p47("apply", "-f", file)).toBe("configmap/scan-plan created\n");
    expect(await p47("apply", "-f", file)).toBe("configmap/scan-plan unchanged\n");
    session.file("plan.yaml", configMap("  frames: '20'\n"));
    expect(await session.refused("p47", "diff", "-f", file)).toMatch(/^-\s+frames: "10"\n\+\s+frames: "20"/m);
    expect(await p47("apply", "-f", file, "--dry-run=server")).toContain("configured (server dry run)");
    expect(await p47("get", "configmap", "scan-plan", ...namespace, "-o", "jsonpath={.data.frames}")).toBe("10");
    expect(await p47("apply", "-f", file)).toBe("configmap/scan-plan configured\n");
    expect(await p47("get", "configmap", "scan-plan", ...namespace, "-o", "jsonpath={.data.frames}")).toBe("20");
  });

  it("labels, annotates and patches in each language", async () => {
    await p47("label", "configmap", "scan-plan", ...namespace, "mode=fly");
    await p47("annotate", "configmap", "scan-plan", ...namespace, "note=aligned");
    await p47("patch", "configmap", "scan-plan", ...namespace, "--type=json", "-p", '[{"op":"add","path":"/data/exposure","value":"0.1"}]');
    await p47("patch", "configmap", "scan-plan", ...namespace, "--type=merge", "-p", '{"data":{"frames":null}}');
    await p47("patch", "configmap", "scan-plan", ...namespace, "-p", '{"data":{"detector":"eiger"}}');
    expect(JSON.parse(await p47("get", "configmap", "scan-plan", ...namespace, "-o", "json"))).toMatchObject({ data: { exposure: "0.1", detector: "eiger" }, metadata: { labels: { mode: "fly" }, annotations: { note: "aligned" } } });
    expect(await p47("get", "configmaps", ...namespace, "-l", "mode in (fly,step)", "--show-labels", "--no-headers")).toMatch(/^scan-plan .*mode=fly,team=p47$/m);
    expect(await session.refused("p47", "patch", "configmap", "scan-plan", ...namespace, "--type=json", "-p", '[{"op":"test","path":"/data/exposure","value":"1"}]')).toContain("testing value /data/exposure failed");
  });

  it("applies on the server's side, is stopped where another manager owns a field, and takes it when told to", async () => {
    const file = session.file("viewer.yaml", deployment("nginx:1.25"));
    const apply = ["apply", "--server-side", "--field-manager=gitops", "-f", file];
    expect(await admin(...apply)).toBe("deployment.apps/viewer serverside-applied\n");
    await admin("scale", "deployment/viewer", ...namespace, "--replicas=4");
    await admin("set", "image", "deployment/viewer", ...namespace, "web=nginx:1.27");
    const refused = await session.refused("admin", ...apply);
    expect(refused).toMatch(/Apply failed with 2 conflicts: conflicts with "kubectl" with subresource "scale" using apps\/v1 at \S+:\n- \.spec\.replicas\n/);
    expect(refused).toMatch(/conflicts with "kubectl-set" using apps\/v1 at \S+:\n- \.spec\.template\.spec\.containers\[name="web"\]\.image\n/);
    expect(await admin("get", "deployment", "viewer", ...namespace, "-o", "jsonpath={.spec.replicas}")).toBe("4");
    expect(await admin(...apply, "--force-conflicts", "--dry-run=server")).toContain("serverside-applied (server dry run)");
    await admin(...apply, "--force-conflicts");
    expect(await admin("get", "deployment", "viewer", ...namespace, "-o", "jsonpath={.spec.replicas} {.spec.template.spec.containers[0].image}")).toBe("2 nginx:1.25");
  });

  it("is told what is wrong, field by field", async () => {
    const typo = session.file("typo.yaml", deployment("nginx:1.25").replace("replicas:", "replicass:"));
    expect(await session.refused("admin", "create", "-f", typo, "--dry-run=server")).toContain('Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.replicass"');
    expect(await session.refused("admin", "patch", "deployment", "viewer", ...namespace, "-p", '{"spec":{"replicas":"two"}}')).toContain("json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32");
    expect(await session.refused("admin", "set", "resources", "deployment/viewer", ...namespace, "--limits=cpu=1", "--requests=cpu=2")).toContain("must be less than or equal to cpu limit");
    expect(await session.refused("admin", "create", "configmap", "Bad_Name", ...namespace)).toContain("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters");
    expect(await session.refused("admin", "create", "configmap", "scan-plan", ...namespace)).toContain('configmaps "scan-plan" already exists');
    expect(await session.refused("admin", "patch", "statefulset", "p47-blueapi", ...namespace, "-p", '{"spec":{"serviceName":"other"}}')).toContain("Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy'");
  });

  it("refuses what was read before somebody else wrote", async () => {
    const old = await admin("get", "configmap", "scan-plan", ...namespace, "-o", "yaml");
    await admin("annotate", "configmap", "scan-plan", ...namespace, "later=yes");
    expect(await session.refused("admin", "replace", "-f", session.file("old.yaml", old))).toContain('Operation cannot be fulfilled on configmaps "scan-plan": the object has been modified; please apply your changes to the latest version and try again');
  });

  it("deletes what is owned with its owner, or leaves it without one", async () => {
    const uid = await admin("get", "configmap", "scan-plan", ...namespace, "-o", "jsonpath={.metadata.uid}");
    const owned = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: p47-beamline\n  ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: scan-plan, uid: ${uid}}]\n`;
    await admin("apply", "-f", session.file("owned.yaml", owned("owned")));
    await admin("delete", "configmap", "scan-plan", ...namespace, "--cascade=orphan");
    expect(await admin("get", "secret", "owned", ...namespace, "-o", "jsonpath={.metadata.ownerReferences}")).toBe("");
    await admin("create", "configmap", "parent", ...namespace);
    const parent = await admin("get", "configmap", "parent", ...namespace, "-o", "jsonpath={.metadata.uid}");
    await admin("apply", "-f", session.file("child.yaml", owned("child").replace("scan-plan", "parent").replace(uid, parent)));
    await admin("delete", "configmap", "parent", ...namespace);
    expect(await session.refused("admin", "get", "secret", "child", ...namespace)).toContain('secrets "child" not found');
  });

  it("empties a namespace before it is gone, and fills a new one", async () => {
    await admin("create", "namespace", "short-lived");
    expect(await admin("get", "serviceaccounts,configmaps", "-n", "short-lived", "-o", "name")).toBe("serviceaccount/default\nconfigmap/kube-root-ca.crt\n");
    await admin("create", "configmap", "inside", "-n", "short-lived");
    await admin("delete", "namespace", "short-lived");
    expect(await session.refused("admin", "get", "namespace", "short-lived")).toContain('namespaces "short-lived" not found');
    expect(await session.refused("admin", "create", "configmap", "inside", "-n", "short-lived")).toContain('namespaces "short-lived" not found');
  });
});
