import { expect, it } from "vitest";
import type { ClusterEvent } from "@/lib/model/event";
import { durationOf, eventMarks, imageOf } from "./event-marks";

const event = (reason: string, message: string, last: number, more: Partial<ClusterEvent> = {}): ClusterEvent => ({
  id: `${reason} ${last}`,
  type: "Normal",
  reason,
  message,
  object: { kind: "Pod", name: "bl47p-ea-ioc-01-0", namespace: "p47-beamline" },
  first: last,
  last,
  count: 1,
  ...more,
});
const pulling = event("Pulling", 'Pulling image "ghcr.io/epics/ioc-pmac-runtime:2026.3.1-beta.12"', 1_000_000);
const pulled = event("Pulled", 'Successfully pulled image "ghcr.io/epics/ioc-pmac-runtime:2026.3.1-beta.12" in 14.2s (14.2s including waiting). Image size: 1 bytes.', 1_014_200);

it("makes one mark of a pull's start and end, lasting as long as the kubelet says", () => {
  const marks = eventMarks([pulled, pulling], "received");
  expect(marks).toHaveLength(1);
  expect(marks[0]).toMatchObject({ label: "pulled ioc-pmac-runtime:2026.3.1-beta.12", short: "pulled ioc-pmac-runtime", strength: "strong", at: 1_014_200, began: 1_000_000 });
});

it("marks a pull that still lasts, and is silent about an image that was there", () => {
  expect(eventMarks([pulling], "written")[0]).toMatchObject({ label: "pulling ioc-pmac-runtime:2026.3.1-beta.12", strength: "strong" });
  expect(eventMarks([event("Pulled", 'Container image "x:1" already present on machine', 5)], "received")[0]?.strength).toBe("quiet");
});

it("is loudest where an event shows itself", () => {
  expect(eventMarks([pulled], "cpu")[0]?.strength).toBe("plain");
  expect(eventMarks([pulled], "temperature")[0]?.strength).toBe("quiet");
  const killed = event("OOMKilling", "Memory cgroup out of memory", 7, { type: "Warning", object: { kind: "Node", name: "p47-srv-01" } });
  expect(eventMarks([killed], "memory")[0]).toMatchObject({ strength: "strong", tone: "warn" });
  expect(eventMarks([killed], "received")[0]?.strength).toBe("plain");
});

it("tells the whole story in words, whatever the label leaves out", () => {
  const [mark] = eventMarks([event("BackOff", "Back-off restarting failed container", 9, { type: "Warning", count: 53 })], "cpu");
  expect(mark).toMatchObject({ label: "BackOff bl47p-ea-ioc-01-0 ×53", text: "BackOff, Pod p47-beamline/bl47p-ea-ioc-01-0: Back-off restarting failed container" });
});

it("reads images and durations as kubelets write them", () => {
  expect(imageOf({ message: 'Pulling image "quay.io/a/b@sha256:0123456789abcdef"' })).toBe("b@0123456");
  expect(imageOf({ message: 'Pulling image "localhost:5000/a/b:1@sha256:0123456789abcdef"' })).toBe("b:1");
  expect(imageOf({ message: "nothing" })).toBeUndefined();
  expect(durationOf("in 1m12.5s (2m including waiting)")).toBe(72_500);
  expect(durationOf("in 850ms (1s including waiting)")).toBe(850);
  expect(durationOf("in no time")).toBeUndefined();
});
