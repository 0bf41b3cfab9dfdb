import type { RequestListener } from "node:http";
import { afterEach, expect, it } from "vitest";
import { instanceOf } from "@/lib/model";
import { createWire } from "@/lib/wire";
import { loopback, type Loopback } from "@/lib/wire/fixtures/loopback";
import { detailCollectors, directExporter, nodeExporter } from "./index";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

async function served(listener: RequestListener): Promise<Loopback> {
  const server = await loopback(listener);
  open.push(server);
  return server;
}

const collectors = (url: string | undefined) => new URL(url ?? "/", "http://x").searchParams.getAll("collect[]");

it("asks only for the collectors it needs, and no longer for those the exporter lacks", async () => {
  const lacks = ["pressure", "thermal_zone"];
  const { url, requests } = await served((request, response) => {
    const refused = collectors(request.url).find((name) => lacks.includes(name));
    if (refused === undefined) response.writeHead(200, { "content-type": "text/plain" }).end("node_load1 1\n");
    else response.writeHead(400).end(`Couldn't create filtered metrics handler: couldn't create collector: ${refused === "pressure" ? "disabled" : "missing"} collector: ${refused}`);
  });
  const wire = createWire({ name: "The node exporter of n1", url });
  open.push(wire);
  const exporter = nodeExporter(wire);
  expect(await exporter.read(detailCollectors)).toBe("node_load1 1\n");
  expect(await exporter.read(detailCollectors)).toBe("node_load1 1\n");
  expect(requests.map(({ url: asked }) => collectors(asked).length)).toEqual([10, 9, 8, 8]);
  expect(requests[0]?.url?.startsWith("/metrics?collect%5B%5D=cpu&")).toBe(true);
});

it("does not ask again and again when the exporter refuses something else", async () => {
  const { url, requests } = await served((_, response) => void response.writeHead(400).end("missing collector: cpu0; missing collector: bogus"));
  const wire = createWire({ name: "it", url });
  open.push(wire);
  await expect(nodeExporter(wire).read(["cpu"])).rejects.toMatchObject({ code: "invalid" });
  expect(requests).toHaveLength(1);
});

it("goes directly to an exporter's address and names the node when that fails", async () => {
  const server = await served((_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<html>"));
  const target = { node: "p47-srv-01", address: "127.0.0.1", port: Number(new URL(server.url).port) };
  const exporter = directExporter(target);
  open.push(exporter);
  await expect(exporter.read(["cpu"])).rejects.toMatchObject({
    code: "unexpected-shape",
    message: "The node exporter of p47-srv-01 answered with a web page instead of data; is its URL right?",
  });
  expect(instanceOf({ ...target, address: "fd00::7" })).toBe(`[fd00::7]:${target.port}`);
});

it("reads no more than an exporter can have to say", async () => {
  const { url } = await served((_, response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    const chunk = "node_load1 1\n".repeat(10_000);
    const more = () => {
      while (!response.destroyed) if (!response.write(chunk)) return void response.once("drain", more);
    };
    more();
  });
  const wire = createWire({ name: "it", url });
  open.push(wire);
  await expect(nodeExporter(wire, { timeoutMs: 5_000 }).read(["cpu"])).rejects.toMatchObject({ code: "too-large" });
});
