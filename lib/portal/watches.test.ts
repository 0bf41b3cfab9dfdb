import type { ServerResponse } from "node:http";
import { afterEach, expect, it } from "vitest";
import { createHub, type Hub } from "@/lib/hub";
import { createProbeServer, framesOf, snapshotsOf, type ProbeServer } from "@/lib/hub/stream-probe";
import { parseTopic, type Person, type TableChange } from "@/lib/model";
import { kubernetes, kubernetesWire } from "@/lib/tools/kubernetes";
import { loopback, type Loopback } from "@/lib/wire/fixtures/loopback";
import type { ClusterParts } from "./cluster";
import { objectSourceOf } from "./object-sources";

let hub: Hub;
let server: ProbeServer;
let api: Loopback;
let close: () => Promise<void>;

afterEach(async () => {
  server.close();
  await close();
  await api.close();
});

const person = (username: string, groups: readonly string[] = []): Person => ({ id: `idp#${username}`, name: username, username, groups, admin: false });

/** An API that lists one pod, named after who asks, and keeps watches open. */
async function setUp() {
  const watches: ServerResponse[] = [];
  api = await loopback((request, response) => {
    if (request.url?.includes("watch=1")) {
      watches.push(response);
      return void response.writeHead(200).flushHeaders();
    }
    const name = String(request.headers["impersonate-user"]);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ kind: "Table", metadata: { resourceVersion: "1" }, columnDefinitions: [{ name: "Name", format: "name" }], rows: [{ cells: [name], object: { metadata: { uid: name, name } } }] }));
  });
  const wire = kubernetesWire({ via: "url", url: api.url, token: "castor-token" }, { name: "Kubernetes of Pollux" });
  close = () => wire.close();
  hub = createHub({ epoch: "e" });
  server = await createProbeServer(hub);
  const cluster = {
    api: wire,
    kubernetes: kubernetes(wire),
    headers: async ({ username }: Person) => ({ "impersonate-user": username }),
    named: async () => [],
  } as unknown as ClusterParts;
  return {
    watches,
    async listen(who: Person, address = "watch/pollux/core/v1/pods") {
      const topic = parseTopic(address);
      const source = topic && objectSourceOf(cluster, topic, who);
      if (source === undefined) throw new Error("no source");
      const probe = await server.connect({ sources: [source] });
      const frames = () => [...snapshotsOf(probe.events).flatMap((snapshot) => snapshot.frames), ...framesOf(probe.events)].map(({ value }) => value as TableChange);
      await probe.until(() => frames().length > 0);
      return frames().flatMap(({ rows }) => rows.map(({ name }) => name));
    },
    asked: () => api.requests.map(({ url, headers }) => `${url?.includes("watch=1") ? "watch" : "list"} ${String(headers["impersonate-user"])}`),
  };
}

it("lists and watches once for a person, in however many windows they look", async () => {
  const { listen, asked } = await setUp();
  const names = [await listen(person("ada")), await listen(person("ada")), await listen(person("ada"))];
  expect(names).toEqual([["ada"], ["ada"], ["ada"]]);
  expect(asked().filter((question) => question === "list ada")).toHaveLength(1);
  expect(asked().filter((question) => question === "watch ada").length).toBeLessThanOrEqual(1);
});

it("never shares between two persons, nor across a change of a person's groups", async () => {
  const { listen, asked } = await setUp();
  expect(await listen(person("ada"))).toEqual(["ada"]);
  expect(await listen(person("bob"))).toEqual(["bob"]);
  await listen(person("ada", ["/p47"]));
  expect(asked().filter((question) => question.startsWith("list"))).toEqual(["list ada", "list bob", "list ada"]);
});

it("lists different questions apart", async () => {
  const { listen, asked } = await setUp();
  await listen(person("ada"), "watch/pollux/core/v1/pods?namespace=p47");
  await listen(person("ada"), "watch/pollux/core/v1/pods?namespace=p48");
  expect(asked().filter((question) => question === "list ada")).toHaveLength(2);
});
