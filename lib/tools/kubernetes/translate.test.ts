import { describe, expect, it } from "vitest";
import { clusterEvent } from "./events";
import { exporterTargets } from "./exporter-targets";
import { nodeInfo } from "./node-info";
import { quantityOf } from "./quantity";
import * as schema from "./schema";

it.each([
  ["16", 16], ["15500m", 15.5], ["32Gi", 32 * 2 ** 30], ["32986408Ki", 32_986_408 * 1024], ["1e3", 1_000], ["1.5G", 1.5e9], ["0", 0], ["250u", 2.5e-4],
  ["", 0], ["many", 0], ["5Xi", 0], ["1e", 0], [undefined, 0], ["1constructor", 0],
])("reads the quantity %j", (text, value) => {
  expect(quantityOf(text)).toBeCloseTo(value, 9);
});

describe("a node", () => {
  const conditions = (ready: string, more: readonly object[] = []) => [
    { type: "MemoryPressure", status: "False", lastTransitionTime: "2026-11-01T00:00:00Z" },
    { type: "Ready", status: ready, reason: "KubeletReady", message: "kubelet is posting ready status", lastTransitionTime: "2026-11-02T00:00:00Z" },
    ...more,
  ];
  const read = (status: object, more: object = {}) =>
    nodeInfo(schema.node.parse({ metadata: { name: "p47-srv-01", creationTimestamp: "2026-01-01T00:00:00Z", labels: { "node-role.kubernetes.io/worker": "", "node-role.kubernetes.io/control-plane": "", "kubernetes.io/os": "linux" } }, ...more, status }));

  it("is told as Kubernetes knows it", () => {
    expect(
      read({
        capacity: { cpu: "64", memory: "263856412Ki", pods: "110" },
        conditions: conditions("True"),
        addresses: [{ type: "Hostname", address: "p47-srv-01" }, { type: "InternalIP", address: "172.23.242.47" }],
        nodeInfo: { kubeletVersion: "v1.33.1", osImage: "Debian GNU/Linux 12", kernelVersion: "6.1" },
      }),
    ).toEqual({
      name: "p47-srv-01", ready: true, schedulable: true, roles: ["control-plane", "worker"], address: "172.23.242.47", kubelet: "v1.33.1", os: "Debian GNU/Linux 12",
      cores: 64, memoryBytes: 263_856_412 * 1024, maxPods: 110, conditions: [], created: Date.parse("2026-01-01T00:00:00Z"),
    });
  });

  it("shows what is wrong, and only that", () => {
    const found = read({ conditions: conditions("Unknown", [{ type: "DiskPressure", status: "True", message: "kubelet has disk pressure" }, { type: "PIDPressure", status: "Unknown" }]) }, { spec: { unschedulable: true } });
    expect(found).toMatchObject({ ready: false, schedulable: false });
    expect(found.conditions.map(({ type }) => type)).toEqual(["Ready", "DiskPressure"]);
  });

  it("without any status is not ready", () => {
    expect(read({}).ready).toBe(false);
  });
});

describe("an event", () => {
  const base = { metadata: { name: "x.17", namespace: "p47-beamline", uid: "u1", creationTimestamp: "2026-11-20T10:00:00Z" }, involvedObject: { kind: "Pod", name: "x", namespace: "p47-beamline" }, reason: "BackOff", message: "Back-off restarting" };

  it("of an old recorder counts in `count`", () => {
    expect(clusterEvent(schema.event.parse({ ...base, type: "Warning", count: 12, firstTimestamp: "2026-11-20T10:00:00Z", lastTimestamp: "2026-11-20T11:00:00Z", source: { component: "kubelet", host: "p47-srv-01" } }))).toEqual({
      id: "u1", type: "Warning", reason: "BackOff", message: "Back-off restarting", object: { kind: "Pod", name: "x", namespace: "p47-beamline" },
      first: Date.parse("2026-11-20T10:00:00Z"), last: Date.parse("2026-11-20T11:00:00Z"), count: 12, node: "p47-srv-01",
    });
  });

  it("of a new recorder counts in its series, with null where old times stood", () => {
    const found = clusterEvent(
      schema.event.parse({ ...base, firstTimestamp: null, lastTimestamp: null, eventTime: "2026-11-20T10:30:00.123456Z", series: { count: 4, lastObservedTime: "2026-11-20T10:45:00.000001Z" }, reportingInstance: "p47-srv-01" }),
    );
    expect(found).toMatchObject({ type: "Normal", count: 4, first: Date.parse("2026-11-20T10:30:00.123Z"), last: Date.parse("2026-11-20T10:45:00Z"), node: "p47-srv-01" });
  });

  it("without any time or with broken ones is old, not an error", () => {
    expect(clusterEvent(schema.event.parse({ metadata: { name: "y" }, involvedObject: {}, lastTimestamp: "yesterday" }))).toMatchObject({ first: 0, last: 0, id: "/y" });
  });
});

describe("the exporters behind a service", () => {
  const slice = (more: object) => schema.endpointSlice.parse({ addressType: "IPv4", ports: [{ name: "http-metrics", port: 9100 }], ...more });

  it("are one for each node, with the pod to reach it through", () => {
    const found = exporterTargets([
      slice({ addressType: "IPv6", endpoints: [{ addresses: ["fd00::1"], nodeName: "n1" }, { addresses: ["fd00::3"], nodeName: "n3" }] }),
      slice({ endpoints: [{ addresses: ["10.0.0.2"], nodeName: "n2", targetRef: { kind: "Pod", name: "ne-2", namespace: "monitoring" } }, { addresses: ["10.0.0.1"], nodeName: "n1" }] }),
    ]);
    expect(found).toEqual([
      { node: "n1", address: "10.0.0.1", port: 9100 },
      { node: "n2", address: "10.0.0.2", port: 9100, pod: { namespace: "monitoring", name: "ne-2" } },
      { node: "n3", address: "fd00::3", port: 9100 },
    ]);
  });

  it("listen on the port that is called metrics, else on the usual one, else on the first", () => {
    const endpoints = [{ addresses: ["10.0.0.1"], nodeName: "n1" }];
    const ports = (...of: readonly object[]) => exporterTargets([slice({ endpoints, ports: of })])[0]?.port;
    expect(ports({ name: "health", port: 1 }, { name: "metrics", port: 9796 })).toBe(9796);
    expect(ports({ name: "a", port: 1 }, { port: 9100 })).toBe(9100);
    expect(ports({ port: 7 })).toBe(7);
    expect(ports()).toBeUndefined();
  });

  it("need a node and an address", () => {
    expect(exporterTargets([slice({ endpoints: [{ addresses: [], nodeName: "n1" }, { addresses: ["10.0.0.1"], nodeName: null }] }), slice({ endpoints: null }), slice({ addressType: "FQDN", endpoints: [{ addresses: ["x"], nodeName: "n9" }] })])).toEqual([]);
  });
});
