import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { hostText } from "../../world/host/exporter";
import { kubeStateExposition } from "../../world/metrics/kube-state/families";
import { kubeletExpositions } from "../../world/metrics/kubelet/kubelet";
import { nodeExporterText } from "../../world/metrics/node-exporter/exporter";
import { expositionText } from "../../world/metrics/text";
import { createWorld } from "../../world/world";

const has = spawnSync("promtool", ["--version"]).error === undefined;
if (!has) console.warn("SKIPPED: promtool is not installed, so the exporters' texts are not judged by it (Debian package prometheus).");

const at = Date.UTC(2026, 5, 15, 10, 3);
const world = createWorld({ clock: () => at, seed: 1, host: false });
const texts = world.clusters.flatMap((cluster) => [
  [`kube-state-metrics of ${cluster.id}`, expositionText(kubeStateExposition(cluster), at)],
  ...cluster.nodes.flatMap((node) => {
    const { kubelet, cadvisor } = kubeletExpositions({ cluster, node });
    return [
      [`the node exporter of ${node.name}`, nodeExporterText(node, at)],
      [`the kubelet of ${node.name}`, expositionText(kubelet, at)],
      [`cAdvisor of ${node.name}`, expositionText(cadvisor, at)],
    ];
  }),
]) as [string, string][];

/** The only thing that promtool has against these texts, as it has against the real node exporter's. */
const alsoOfTheRealOne = /should be written in 'snake_case' not 'camelCase'/;

describe.skipIf(!has)("promtool check metrics", () => {
  it.each([...texts, ["this machine", hostText()] as [string, string]])("accepts the text of %s", (_, text) => {
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
    expect(stderr).not.toMatch(/error while (parsing|linting)/i);
    expect([0, 3]).toContain(status);
    expect(`${stdout}${stderr}`.split("\n").filter((line) => line !== "" && !alsoOfTheRealOne.test(line))).toEqual([]);
  });
});
