import { describe, expect, it } from "vitest";
import { attention, type AttentionInput } from "./attention";

const quiet: AttentionInput = {
  cluster: "argus",
  notReady: [],
  alerts: [],
  health: [],
  titles: { grafana: "Grafana" },
  nodes: { "10.0.0.7:9100": "argus-07" },
  alertLink: ({ id }) => `/clusters/argus/alerts/${id}`,
};

const alert = (alertname: string, severity: string, more: Record<string, string> = {}, startsAt = 1_000) => ({
  id: `${alertname}-${Object.values(more).join("-")}-${startsAt}`,
  name: alertname,
  labels: { alertname, severity, ...more },
  annotations: { summary: `summary of ${alertname}` },
  since: startsAt,
});

describe("attention", () => {
  it("is empty when all is well, and does not mistake the Watchdog for a fault", () => {
    expect(attention({ ...quiet, alerts: [alert("Watchdog", "none"), alert("InfoInhibitor", "none")] })).toEqual([]);
  });

  it("puts the worst first, and among equals the newest", () => {
    const items = attention({
      ...quiet,
      alerts: [
        alert("SomethingOdd", "info", {}, 9_000),
        alert("KubePodCrashLooping", "warning", { pod: "old-0" }, 1_000),
        alert("KubePodCrashLooping", "warning", { pod: "new-0" }, 5_000),
        alert("EtcdDown", "critical", {}, 10),
      ],
      health: [{ tool: "grafana", status: "down", checkedAt: 9_000, reason: "No answer.", since: 3_000 }],
    });
    expect(items.map(({ title }) => title)).toEqual([
      "summary of EtcdDown",
      "new-0 keeps restarting",
      "Grafana does not answer",
      "old-0 keeps restarting",
      "summary of SomethingOdd",
    ]);
  });

  it("tells a node that is not ready once, though Kubernetes and an alert both say so", () => {
    const items = attention({ ...quiet, notReady: [{ name: "argus-07", since: 500 }], alerts: [alert("KubeNodeNotReady", "warning", { node: "argus-07" })] });
    expect(items.map(({ title, href }) => [title, href])).toEqual([["argus-07 is not ready", "/clusters/argus/nodes/argus-07"]]);
  });

  it("says that it does not hear from Kubernetes instead of calling silence well", () => {
    const [item] = attention({ ...quiet, silent: "The Kubernetes API of Argus can't be reached." });
    expect(item).toMatchObject({ severity: "critical", title: "The Kubernetes API does not answer", href: "/clusters/argus" });
  });

  it("leads an alert of the exporter to the node behind the instance", () => {
    const [item] = attention({ ...quiet, alerts: [alert("NodeFilesystemAlmostOutOfSpace", "critical", { instance: "10.0.0.7:9100", mountpoint: "/var" })] });
    expect(item).toMatchObject({ title: "/var of argus-07 is almost full", href: "/clusters/argus/nodes/argus-07" });
  });

  it("does not lead a pod's alert to the node of the exporter that reported it", () => {
    const [item] = attention({ ...quiet, alerts: [alert("KubePodNotReady", "warning", { pod: "a-0", node: "argus-01", instance: "10.0.0.7:9100" })] });
    expect(item?.href).toMatch(/^\/clusters\/argus\/alerts\/KubePodNotReady-/);
  });

  it("still shows what somebody has taken on, and says who", () => {
    const taken = alert("KubePodCrashLooping", "warning", { pod: "a-0" });
    const [item] = attention({ ...quiet, alerts: [{ ...taken, annotations: { description: "Five times." } }], acknowledgements: new Map([[taken.id, { by: { id: "i#ada", name: "Ada Lovelace", username: "ada" } }]]) });
    expect(item).toMatchObject({ title: "a-0 keeps restarting", detail: "Ada Lovelace has taken it on. Five times." });
  });

  it("says alerts that read the same once, since the first of them", () => {
    const items = attention({ ...quiet, alerts: [alert("KubePodCrashLooping", "warning", { pod: "a-0" }, 7_000), alert("KubePodCrashLooping", "warning", { pod: "a-0" }, 2_000)] });
    expect(items).toHaveLength(1);
    expect(items[0]?.since).toBe(2_000);
  });
});
