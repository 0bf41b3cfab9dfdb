import { describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model";
import { exporterOf, exporters, scrapeInterval, selectorOf, usualInterval, type Exporter } from "./exporters";
import { answering, at } from "./fixtures/answering";

const exporter = (instance: string, nodename: string, more: Partial<Exporter> = {}): Exporter => ({ job: "node-exporter", instance, nodename, ...more });

describe("the exporter of a node", () => {
  const pollux = [exporter("172.23.242.47:9100", "p47-srv-01.diamond.ac.uk"), exporter("172.23.242.48:9100", "p47-srv-02"), exporter("10.0.0.9:9100", "p47-srv-03", { node: "worker-3" })];

  it.each([
    ["the label node", { node: "worker-3" }, 2],
    ["its instance from Kubernetes", { node: "x", instance: "172.23.242.48:9100" }, 1],
    ["the machine's name", { node: "p47-srv-02" }, 1],
    ["its address", { node: "x", address: "172.23.242.47" }, 0],
    ["the short form of its name", { node: "p47-srv-01" }, 0],
  ])("is known by %s", (_, hints, index) => {
    expect(exporterOf(pollux, hints)).toBe(pollux[index]);
  });

  it("is known by an instance that is the node's name, as kube-prometheus relabels it", () => {
    expect(exporterOf([exporter("n2", "b"), exporter("n1", "a")], { node: "n1" })?.instance).toBe("n1");
    expect(exporterOf([exporter("[fd00::1]:9100", "b")], { node: "x", address: "fd00::1" })).toBeDefined();
  });

  it("is nobody's when nothing fits, or when the short name fits two", () => {
    expect(exporterOf(pollux, { node: "other" })).toBeUndefined();
    expect(exporterOf([exporter("a:1", "n1.x"), exporter("b:1", "n1.y")], { node: "n1" })).toBeUndefined();
  });

  it("is selected exactly, whatever its labels contain", () => {
    expect(selectorOf({ job: 'a"b\\c\n', instance: "x", nodename: "" })).toBe('job="a\\"b\\\\c\\n",instance="x"');
  });

  it("is the one of the job of that name when two jobs scrape it", async () => {
    const found = await exporters(answering([["node_uname_info", [at({ job: "a", instance: "x", nodename: "n1" }), at({ job: "node-exporter", instance: "x", nodename: "n1" })]]]));
    expect(exporterOf(found, { node: "n1" })?.job).toBe("node-exporter");
  });

  it("is missing with a sentence where Prometheus scrapes none", async () => {
    await expect(exporters(answering([]))).rejects.toMatchObject({ code: "not-found", message: "No data: Prometheus of Pollux has no series node_uname_info." });
  });
});

describe("the scrape interval", () => {
  const series = (...times: readonly number[]) => answering([], [["node_load1", () => [{ labels: {}, times, values: times }]]]);
  const some = exporter("a:1", "n1");

  it("is the usual distance of the last scrapes, however one was late or lost", async () => {
    expect(await scrapeInterval(series(0, 15_000, 30_012, 60_000, 75_003, 90_000), some, 0)).toBe(15_000);
  });

  it("is the operator's default where Prometheus cannot tell", async () => {
    expect(await scrapeInterval(series(5), some, 0)).toBe(usualInterval);
    expect(await scrapeInterval(answering([]), some, 0)).toBe(usualInterval);
    const refusing = { ...answering([]), samples: async () => Promise.reject(new CastorError("invalid", "No.")) };
    expect(await scrapeInterval(refusing, some, 0)).toBe(usualInterval);
  });

  it("is asked for once in ten minutes, and a dead Prometheus stays an error", async () => {
    const client = series(0, 15_000, 30_000);
    await scrapeInterval(client, some, 0);
    await scrapeInterval(client, some, 599_000);
    expect(client.asked).toHaveLength(1);
    await scrapeInterval(client, some, 601_000);
    expect(client.asked).toHaveLength(2);
    const dead = { ...answering([]), samples: async () => Promise.reject(new CastorError("unreachable", "Gone.")) };
    await expect(scrapeInterval(dead, some, 0)).rejects.toMatchObject({ code: "unreachable" });
  });
});
