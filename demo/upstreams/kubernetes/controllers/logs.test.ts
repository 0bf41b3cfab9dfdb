import { describe, expect, it } from "vitest";
import type { LogOptions } from "../pod-logs";
import { ids } from "./ids";
import { podLogs } from "./logs";
import { testCluster } from "./test-cluster";

const minute = 60_000;
const test = testCluster("pollux", 20 * minute);
const options = (some: Partial<LogOptions> = {}): LogOptions => ({ follow: false, previous: false, timestamps: false, signal: new AbortController().signal, ...some });

const podNamed = (namespace: string, prefix: string) => {
  const pod = test.store.list(ids.pods, namespace).find(({ metadata }) => metadata.name.startsWith(prefix));
  if (pod === undefined) throw new Error(`There is no pod ${namespace}/${prefix}.`);
  return pod;
};

async function read(namespace: string, prefix: string, container: string, some: Partial<LogOptions> = {}): Promise<string> {
  const pieces = podLogs(test.cluster, podNamed(namespace, prefix), container, options(some));
  if (pieces === undefined) throw new Error("There is no such log.");
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

describe("a container's log", () => {
  it("is the same each time, begins with its start and has an RFC 3339 moment on each line when asked", async () => {
    const log = await read("p47-beamline", "bl47p-synoptic", "bl47p-synoptic", { timestamps: true });
    expect(await read("p47-beamline", "bl47p-synoptic", "bl47p-synoptic", { timestamps: true })).toBe(log);
    const lines = log.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z \u001b\[32mIOC BL47P-SYNOPTIC starting/);
    const moments = lines.map((line) => line.split(" ")[0] ?? "");
    expect([...moments].sort()).toEqual(moments);
    expect(log).toContain("iocRun: All initialization complete");
  });

  it("gives its end, its youngest part and so many bytes", async () => {
    const whole = await read("p47-beamline", "p47-rabbitmq", "p47-rabbitmq", { timestamps: true });
    const lines = whole.trimEnd().split("\n");
    expect((await read("p47-beamline", "p47-rabbitmq", "p47-rabbitmq", { timestamps: true, tailLines: 25 })).trimEnd().split("\n")).toEqual(lines.slice(-25));
    expect(await read("p47-beamline", "p47-rabbitmq", "p47-rabbitmq", { tailLines: 0 })).toBe("");
    const since = test.world.now() - 10 * minute;
    expect((await read("p47-beamline", "p47-rabbitmq", "p47-rabbitmq", { timestamps: true, since })).trimEnd().split("\n")).toEqual(lines.filter((line) => Date.parse(line.split(" ")[0] ?? "") >= since));
    expect(await read("p47-beamline", "p47-rabbitmq", "p47-rabbitmq", { timestamps: true, limitBytes: 1_000 })).toBe(whole.slice(0, 1_000));
  });

  it("tells why a crash-looping IOC failed, and what it said the time before", async () => {
    const last = await read("p47-beamline", "bl47p-mo-ioc-01", "bl47p-mo-ioc-01", { timestamps: true });
    expect(last).toMatch(/pmacAxis::initialize: null controller[^]*Segmentation fault {6}\(core dumped\)[^\n]*\n$/);
    const oom = await read("training", "oom-demo", "main", { previous: true });
    expect(oom).toContain("allocating 250M bytes");
  });

  it("exists for each container and init container, and not for one that never ran", async () => {
    const services = await Promise.all(["blueapi", "oauth2-proxy", "setup-scratch"].map((container) => read("p47-beamline", "p47-blueapi-0", container, { tailLines: 3 })));
    expect(services.every((log) => log.length > 0)).toBe(true);
    expect(JSON.parse(services[0]?.split("\n")[0] ?? "")).toMatchObject({ level: expect.stringMatching(/INFO|DEBUG|WARNING|ERROR/) as string });
    expect(await read("training", "waits-for-db", "wait-for-db", { tailLines: 1 })).toBe("waiting for training-db\n");
    expect(podLogs(test.cluster, podNamed("training", "image-typo"), "main", options())).toBeUndefined();
    expect(podLogs(test.cluster, podNamed("p47-beamline", "p47-rabbitmq"), "p47-rabbitmq", options({ previous: true }))).toBeUndefined();
  });

  it("is followed until the reader leaves, without loss or repetition", async () => {
    const reader = new AbortController();
    const pieces = podLogs(test.cluster, podNamed("training", "log-flood"), "flood", options({ follow: true, tailLines: 10, signal: reader.signal }));
    if (pieces === undefined) throw new Error("There is no such log.");
    let text = "";
    let seen = 0;
    for await (const piece of pieces) {
      text += piece;
      seen += 1;
      if (seen === 4) reader.abort();
      else test.pass(1_000);
    }
    const frames = [...text.matchAll(/frame=(\d+)/g)].map(([, frame]) => Number(frame));
    expect(frames.length).toBeGreaterThan(100);
    expect(frames).toEqual(frames.map((_, index) => (frames[0] ?? 0) + index));
  });

  it("can be larger than 100 MB", async () => {
    let bytes = 0;
    for await (const piece of podLogs(test.cluster, podNamed("training", "log-flood"), "flood", options()) ?? []) bytes += piece.length;
    expect(bytes).toBeGreaterThan(100e6);
  }, 60_000);
});
