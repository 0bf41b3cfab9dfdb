import { expect, it } from "vitest";
import { opensDashboards } from "./opens-dashboards";
import { cluster } from "./fixtures";
import { subjectOf } from "./subject-of";

it("knows what dashboards can be about", () => {
  expect(subjectOf({ group: "", kind: "Pod", namespace: "a", name: "b" })).toEqual({ kind: "pod", namespace: "a", pod: "b" });
  expect(subjectOf({ group: "apps", kind: "StatefulSet", namespace: "a", name: "b" })).toEqual({ kind: "workload", namespace: "a", workload: "b", type: "statefulset" });
  expect(subjectOf({ group: "", kind: "PersistentVolumeClaim", namespace: "a", name: "b" })).toEqual({ kind: "claim", namespace: "a", claim: "b" });
  expect(subjectOf({ group: "", kind: "Namespace", name: "a" })).toEqual({ kind: "namespace", namespace: "a" });
  expect(subjectOf({ group: "", kind: "Node", name: "a" })).toEqual({ kind: "node", node: "a" });
});

it("takes nobody's own kind for one of Kubernetes because it has the same name", () => {
  expect(subjectOf({ group: "example.org", kind: "Pod", namespace: "a", name: "b" })).toBeUndefined();
  expect(subjectOf({ group: "", kind: "ConfigMap", namespace: "a", name: "b" })).toBeUndefined();
  expect(subjectOf({ group: "", kind: "Pod", name: "b" })).toBeUndefined();
});

it("offers dashboards only where Grafana stands behind the sign-in and is open to the person", () => {
  expect(opensDashboards(cluster)).toBe(true);
  const plain = cluster.tiles.map(({ tab: _, ...tile }) => tile);
  expect(opensDashboards({ tiles: plain })).toBe(false);
  expect(opensDashboards({ tiles: [] })).toBe(false);
});
