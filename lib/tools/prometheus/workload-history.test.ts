import { describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model/problem";
import type { Prometheus, SeriesSamples } from "./client";
import { workloadHistory } from "./workload-history";

const now = 1_700_000_000_000;
const ask = { namespace: "p47-beamline", name: "bl47p.synoptic", range: "15m", now } as const;

/** Answers each expression that contains a key with that series, and remembers what it was asked. */
function answering(answers: Readonly<Record<string, readonly SeriesSamples[] | CastorError>>) {
  const asked: string[] = [];
  const queryRange: Prometheus["queryRange"] = (expression) => {
    asked.push(expression);
    const found = Object.entries(answers).find(([part]) => expression.includes(part))?.[1] ?? [];
    return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
  };
  return { asked, client: { name: "Prometheus", queryRange } as Prometheus };
}

const series = (labels: Record<string, string>, value: number): SeriesSamples => ({ labels, times: [now], values: [value] });

describe("the history of a workload", () => {
  it("asks for its own pods alone, whatever its name contains", async () => {
    const { asked, client } = answering({});
    await workloadHistory(client, { ...ask, kind: "StatefulSet" });
    expect(asked.length).toBeGreaterThan(5);
    for (const expression of asked) expect(expression).toContain('namespace="p47-beamline",pod=~"bl47p\\\\.synoptic-[0-9]+"');
  });

  it("tells a workload by its pods and a pod by its containers, with bounds beside them", async () => {
    const answers = {
      "rate(container_cpu_usage_seconds_total": [series({ pod: "bl47p-0", container: "ioc" }, 0.25)],
      'kube_pod_container_resource_limits{namespace="p47-beamline",pod=~"bl47p\\\\.synoptic-[0-9]+",resource="cpu"': [series({}, 0.5)],
    };
    const { charts } = await workloadHistory(answering(answers).client, { ...ask, kind: "StatefulSet" });
    expect(charts["cpu"]).toMatchObject({ lines: { "bl47p-0": expect.arrayContaining([0.25]) as unknown, limit: expect.arrayContaining([0.5]) as unknown } });
    const { charts: ofPod } = await workloadHistory(answering(answers).client, { ...ask, kind: "Pod" });
    expect(ofPod["cpu"]).toMatchObject({ lines: { ioc: expect.arrayContaining([0.25]) as unknown } });
  });

  it("leaves out what has no series, and says of one chart why it failed while the others stand", async () => {
    const { client } = answering({
      container_memory_working_set_bytes: new CastorError("timeout", "Prometheus does not answer in time."),
      container_network_receive_bytes_total: [series({ pod: "bl47p-0" }, 10)],
    });
    const { charts } = await workloadHistory(client, { ...ask, kind: "StatefulSet" });
    expect(Object.keys(charts).sort()).toEqual(["memory", "received"]);
    expect(charts["memory"]).toEqual({ problem: { code: "timeout", message: "Prometheus does not answer in time." } });
  });
});
