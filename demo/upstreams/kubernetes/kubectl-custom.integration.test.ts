import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kubectlSession, missingPrograms } from "./kubectl-session";
import type { KubectlSession } from "./kubectl-session";

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: scans.demo.example}
spec:
  group: demo.example
  scope: Namespaced
  names: {plural: scans, singular: scan, kind: Scan, shortNames: [scn]}
  versions:
  - name: v1
    served: true
    storage: true
    subresources:
      status: {}
      scale: {specReplicasPath: .spec.frames, statusReplicasPath: .status.frames}
    additionalPrinterColumns:
    - {name: Frames, type: integer, jsonPath: .spec.frames}
    - {name: Mode, type: string, jsonPath: .spec.mode}
    - {name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status'}
    - {name: Age, type: date, jsonPath: .metadata.creationTimestamp}
    schema:
      openAPIV3Schema:
        type: object
        description: A scan of a sample.
        properties:
          spec:
            type: object
            required: [frames]
            properties:
              frames: {type: integer, minimum: 1, description: How many pictures are taken.}
              mode: {type: string, enum: [fly, step], default: fly}
          status:
            type: object
            x-kubernetes-preserve-unknown-fields: true
`;
const scan = (name: string, spec: string) => `apiVersion: demo.example/v1\nkind: Scan\nmetadata: {${name}, namespace: training, labels: {team: x}}\nspec: ${spec}\n`;

describe.skipIf(missingPrograms.length > 0)("kubectl and custom resources", () => {
  let session: KubectlSession;
  beforeAll(async () => {
    session = await kubectlSession();
    await session.kubectl("admin", "apply", "-f", session.file("crd.yaml", definition));
  });
  afterAll(() => session.stop());
  const admin = (...args: string[]) => session.kubectl("admin", ...args);
  const create = (name: string, spec: string, ...more: string[]) => ["create", "-f", session.file("scan.yaml", scan(name, spec)), ...more];

  it("knows a new kind at once, by every name, and explains it", async () => {
    expect(await admin("wait", "--for=condition=Established", "crd/scans.demo.example", "--timeout=10s")).toContain("condition met");
    expect(await admin("api-resources", "--api-group=demo.example", "--no-headers")).toMatch(/^scans +scn +demo\.example\/v1 +true +Scan$/m);
    expect(await admin("explain", "scan.spec.frames")).toMatch(/FIELD: frames <integer>[\s\S]*How many pictures are taken\./);
  });

  it("prints the columns that the definition declares, with defaults filled in", async () => {
    expect(await admin(...create("generateName: run-", "{frames: 3}"))).toMatch(/^scan\.demo\.example\/run-[a-z0-9]{5} created$/m);
    await admin(...create("name: first", "{frames: 5}"));
    await admin("patch", "scan", "first", "-n", "training", "--subresource=status", "--type=merge", "-p", '{"status":{"frames":2,"conditions":[{"type":"Ready","status":"False"}]},"spec":{"frames":99}}');
    expect(await admin("get", "scn", "first", "-n", "training")).toMatch(/^NAME +FRAMES +MODE +READY +AGE\nfirst +5 +fly +False +\d+s$/m);
  });

  it("serves the same object in every version of its definition", async () => {
    const second = definition.replace("scans.demo.example}", "runs.demo.example}").replace("plural: scans, singular: scan, kind: Scan, shortNames: [scn]", "plural: runs, singular: run, kind: Run");
    const older = second.slice(second.indexOf("  - name: v1")).replace("name: v1", "name: v1beta1").replace("storage: true", "storage: false");
    await admin("apply", "-f", session.file("runs.yaml", second + older));
    await admin("apply", "-f", session.file("run.yaml", "apiVersion: demo.example/v1beta1\nkind: Run\nmetadata: {name: one, namespace: default}\nspec: {frames: 2}\n"));
    expect(await admin("get", "--raw", "/apis/demo.example/v1/namespaces/default/runs/one")).toContain('"apiVersion":"demo.example/v1"');
    expect(await admin("get", "--raw", "/apis/demo.example/v1beta1/namespaces/default/runs/one")).toContain('"apiVersion":"demo.example/v1beta1"');
  });

  it("scales by the definition's own paths", async () => {
    await admin("scale", "scan/first", "-n", "training", "--replicas=7");
    expect(await admin("get", "scan", "first", "-n", "training", "-o", "jsonpath={.spec.frames}")).toBe("7");
  });

  it("is refused what the schema forbids", async () => {
    const refused = await session.refused("admin", ...create("name: bad", "{frames: 0, mode: quick}"));
    expect(refused).toContain("spec.frames: Invalid value: 0: spec.frames in body should be greater than or equal to 1");
    expect(refused).toContain('spec.mode: Unsupported value: "quick": supported values: "fly", "step"');
    expect(await session.refused("admin", ...create("name: bad", "{mode: fly}"))).toContain("spec.frames: Required value");
    expect(await session.refused("admin", ...create("name: bad", "{frames: 1, colour: red}"))).toContain('strict decoding error: unknown field "spec.colour"');
    expect(await session.refused("admin", ...create("name: bad", "{frames: many}", "--validate=false"))).toContain("spec.frames in body must be of type integer");
  });

  it("takes the objects along when the definition goes", async () => {
    await admin("delete", "crd", "scans.demo.example");
    expect(await session.refused("admin", "get", "scans", "-A")).toContain("could not find the requested resource");
    await admin("apply", "-f", session.file("crd.yaml", definition));
    expect(await admin("get", "scans", "-A", "-o", "name")).toBe("");
  });
});
