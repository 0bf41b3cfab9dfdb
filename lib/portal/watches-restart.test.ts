import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { createHub } from "@/lib/hub";
import { createManualClock } from "@/lib/hub/manual-clock";
import { createProbeServer, framesOf } from "@/lib/hub/stream-probe";
import { changeTable, emptyTable, parseTopic, type Person, type TableChange } from "@/lib/model";
import { kubernetes, kubernetesWire } from "@/lib/tools/kubernetes";
import type { ClusterParts } from "./cluster";
import { objectSourceOf } from "./object-sources";

const ada: Person = { id: "idp#ada", name: "Ada", username: "ada", groups: [], admin: false };

/** An API server with these pods; its watches stay open. */
async function serving(pods: readonly string[], port = 0): Promise<Server> {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    if (request.url?.includes("watch=1")) return void response.flushHeaders();
    const rows = pods.map((name) => ({ cells: [name], object: { metadata: { uid: name, name } } }));
    response.end(JSON.stringify({ kind: "Table", metadata: { resourceVersion: "1" }, columnDefinitions: [{ name: "Name", format: "name" }], rows }));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return server;
}

const ended = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

it("calls the table old while the API server is away, and is right again when it is back, without anybody's doing", async () => {
  let api = await serving(["kept", "lost"]);
  const { port } = api.address() as AddressInfo;
  const wire = kubernetesWire({ via: "url", url: `http://127.0.0.1:${port}`, token: "castor-token" }, { name: "Kubernetes of Pollux" });
  const clock = createManualClock();
  const probes = await createProbeServer(createHub({ timers: clock, epoch: "e" }));
  const cluster = { api: wire, kubernetes: kubernetes(wire), headers: async () => ({ "impersonate-user": "ada" }), named: async () => [] } as unknown as ClusterParts;
  const topic = parseTopic("watch/pollux/core/v1/pods");
  const source = topic && objectSourceOf(cluster, topic, ada);
  if (source === undefined) throw new Error("no source");
  try {
    const probe = await probes.connect({ sources: [source] });
    await probe.until((events) => framesOf(events).length === 1);
    await ended(api);
    const broken = await probe.until((events) => framesOf(events).some(({ problem }) => problem !== undefined));
    expect(framesOf(broken).at(-1)?.problem?.code).toBe("unreachable");
    api = await serving(["kept", "new"], port);
    await clock.advance(500);
    const whole = framesOf(await probe.until((events) => framesOf(events).at(-1)?.value !== undefined));
    const table = whole.reduce((sum, { value }) => (value === undefined ? sum : changeTable(sum, value as TableChange)), emptyTable);
    expect([...table.rows.keys()]).toEqual(["kept", "new"]);
  } finally {
    probes.close();
    await wire.close();
    await ended(api);
  }
});
