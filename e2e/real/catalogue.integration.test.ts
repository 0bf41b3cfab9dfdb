import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "@/lib/tools/prometheus";
import { createEngine } from "../../demo/promql";
import { difference, engineAnswer } from "../../demo/promql/oracle/comparison";
import { hasPrometheus, startPrometheus, type RealPrometheus } from "../../demo/promql/oracle/real-prometheus";
import { withoutStaleMarks } from "../../demo/promql/oracle/without-stale-marks";
import { seriesSource } from "../../demo/world/series-source";
import { createWorld } from "../../demo/world/world";

if (!hasPrometheus()) console.warn("SKIPPED, LOUDLY: prometheus and promtool are not installed, so the demo's answers were not compared with a real one's.");

const now = Date.UTC(2026, 2, 4, 10, 17, 20);
const from = now - 15 * 60_000;

/** i22's cAdvisor lacks the labels `container` and `image`, so both are needed to ask every variant. */
const asked = [
  { id: "pollux", instance: "172.23.242.47:9100", namespace: "p47-beamline" },
  { id: "i22", instance: undefined, namespace: "i22-beamline" },
] as const;

describe.skipIf(!hasPrometheus()).each(asked)("every query of the product, on $id", ({ id, instance, namespace }) => {
  const source = withoutStaleMarks(seriesSource(createWorld({ clock: () => now, seed: 47, host: false }), id));
  const engine = createEngine({ source });
  const [first] = source.select([{ name: "__name__", op: "=", value: "node_uname_info" }], from, now);
  const exporter = { job: "node-exporter", instance: instance ?? first?.labels["instance"] ?? "" };
  let real: RealPrometheus;

  beforeAll(async () => {
    real = await startPrometheus(source, from, now);
  });
  afterAll(() => real.stop());

  it.each(catalogue({ exporter, namespace, scrapeInterval: 15_000 }))("$id is answered as a real Prometheus answers it", async ({ expression: query, kind }) => {
    const at = now - 60_000;
    const instant = await real.get("/api/v1/query", { query, time: String(at / 1000) });
    expect(difference(engineAnswer(() => engine.instant(query, at), at), instant)).toBeUndefined();
    if (kind === "samples") return;
    const [start, end, step] = [from + 11 * 60_000, now, 15_000];
    const range = await real.get("/api/v1/query_range", { query, start: String(start / 1000), end: String(end / 1000), step: String(step / 1000) });
    expect(difference(engineAnswer(() => ({ type: "matrix", series: engine.range(query, start, end, step) }), end), range)).toBeUndefined();
  });
});
