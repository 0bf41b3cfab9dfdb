import { describe, expect, it } from "vitest";
import { scrapes } from "./scraped";
import { targetsOf } from "./targets";
import { createWorld } from "./world";
import { expositionText } from "./metrics/text";
import { nodeExporterText } from "./metrics/node-exporter/exporter";
import { kubeStateExposition } from "./metrics/kube-state/families";

const at = Date.UTC(2026, 5, 15, 10, 7, 31, 250);
const make = (seed = 1, nodes = 6) => createWorld({ clock: () => at, seed, nodes, host: false });
const texts = (seed: number) => make(seed).clusters.map((cluster) => cluster.nodes.map((node) => nodeExporterText(node, at)).join("") + expositionText(kubeStateExposition(cluster), at)).join("");

describe("the World", () => {
  it("is the same for the same seed and clock, and another for another seed", () => {
    const first = texts(1);
    expect(texts(1) === first).toBe(true);
    expect(texts(2) === first).toBe(false);
  });

  it("has the clusters, machines and beamline services of the laboratory", () => {
    const { clusters } = make();
    expect(clusters.map(({ id, nodes }) => [id, nodes.length])).toEqual([["pollux", 6], ["argus", 12], ["i22", 3]]);
    const p47 = make().cluster("pollux").node("p47-srv-01");
    expect(p47?.machine).toMatchObject({ ip: "172.23.242.47", cores: 64 });
    const pods = make().cluster("pollux").pods.at(at).filter(({ namespace }) => namespace === "p47-beamline");
    expect(pods.length).toBeGreaterThan(8);
    expect(new Set(pods.map(({ node }) => node.name))).toEqual(new Set(["p47-srv-01"]));
    expect(pods.map(({ name }) => name)).not.toContain("bl47p-ea-dcam-01-0");
  });

  it("names every pod and every exporter address once, however many nodes pollux has", () => {
    const { nodes, pods } = make(1, 500).cluster("pollux");
    expect(nodes).toHaveLength(500);
    expect(new Set(nodes.map(({ exporter }) => exporter.host)).size).toBe(500);
    expect(new Set(nodes.map(({ machine }) => machine.ip)).size).toBe(500);
    const all = pods.at(at);
    expect(all.length).toBeGreaterThan(1_990);
    expect(new Set(all.map(({ uid }) => uid)).size).toBe(all.length);
    expect(new Set(all.map(({ namespace, name }) => `${namespace}/${name}`)).size).toBe(all.length);
  });

  it("lets no counter fall within seven days, and no core be busier than time passes", () => {
    const week = 7 * 86_400_000;
    for (const cluster of make().clusters) {
      for (const target of targetsOf(cluster).filter(({ job }, index) => job !== "kubelet" || index < 12)) {
        const moments = scrapes(target, at - week, at).filter((_, index) => index % 997 === 0 || index < 40);
        for (const { name, type } of target.exposition.families) {
          if (type !== "counter" || name.includes("restarts")) continue;
          for (const point of target.exposition.points(name, at, at).filter(({ spans }, index, all) => spans === undefined && index % Math.ceil(all.length / 40) === 0)) {
            let last = -Infinity;
            for (const moment of moments) {
              const value = point.value(moment);
              if (!(value >= last)) throw new Error(`${name} ${JSON.stringify(point.labels)} fell from ${last} to ${value}`);
              last = value;
            }
            if (last < 0) throw new Error(`${name} is negative`);
          }
        }
      }
    }
  });

  it("booted every machine before anything that can be asked about", () => {
    for (const { nodes } of make().clusters) for (const node of nodes) expect(at - node.figures().booted).toBeGreaterThan(8 * 86_400_000);
  });

  it("splits memory without a rest", () => {
    for (const { memory } of make().cluster("pollux").nodes.map((node) => node.figures())) {
      expect(memory.used(at) + memory.cache(at) + memory.free(at)).toBe(memory.total);
      expect(memory.free(at)).toBeGreaterThan(0);
    }
  });
});
