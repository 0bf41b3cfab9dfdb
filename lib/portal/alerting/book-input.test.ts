import type { RequestListener } from "node:http";
import { afterEach, expect, it } from "vitest";
import { alertmanagerClient } from "@/lib/tools/alertmanager";
import { prometheus as prometheusClient } from "@/lib/tools/prometheus/client";
import { createWire } from "@/lib/wire";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import type { AlertBook } from "./alerts-now";
import { createAlertBook } from "./book";
import { told } from "./fixtures/readings";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close();
});

const a = { alertname: "A", severity: "critical" };
const wireAlert = { fingerprint: told(a).fingerprint, labels: a, annotations: {}, startsAt: "2026-11-21T12:00:00Z", receivers: [{ name: "team" }], status: { state: "active", silencedBy: [], inhibitedBy: [] } };
const answers: Readonly<Record<string, unknown>> = {
  "/api/v2/status": { cluster: { status: "disabled", peers: [] }, versionInfo: { version: "0.25.0" }, config: { original: "route: {receiver: team}\nreceivers: [{name: team}]\n" }, uptime: "2026-11-20T12:00:00Z" },
  "/api/v2/alerts": [wireAlert],
  "/api/v2/silences": [],
  "/api/v1/rules": { status: "success", data: { groups: [] } },
  "/api/v1/status/config": { status: "success", data: { yaml: "global: {}" } },
  "/api/v1/status/buildinfo": { status: "success", data: { version: "2.42.0" } },
};
const well: RequestListener = (request, response) => json(answers[new URL(request.url ?? "/", "http://x").pathname])(request, response);

async function served(name: string) {
  const state: { answer: RequestListener } = { answer: well };
  const server = await loopback((request, response) => state.answer(request, response));
  const wire = createWire({ name, url: server.url, timeoutMs: 2_000 });
  open.push(server, wire);
  return { state, wire };
}

async function opened(): Promise<{ readonly book: AlertBook; readonly manager: { answer: RequestListener }; readonly other: { answer: RequestListener } }> {
  const [manager, other, prometheus] = [await served("one"), await served("two"), await served("P")];
  const silent = () => undefined;
  const book = createAlertBook({
    cluster: "pollux",
    alertmanagers: [alertmanagerClient(manager.wire), alertmanagerClient(other.wire)],
    prometheuses: [prometheusClient(prometheus.wire)],
    memory: { recall: async () => [], record: async () => undefined, acknowledgements: () => new Map() },
    every: 3_600_000,
    now: Date.now,
    log: { info: silent, warn: silent, error: silent },
  });
  open.push(book);
  return { book, manager: manager.state, other: other.state };
}

const bad: Readonly<Record<string, RequestListener>> = {
  "503, as with too many questions at once": (_, response) => void response.writeHead(503).end("Limit of concurrent GET requests reached (8), try again later.\n"),
  "a sign-in page": (_, response) => void response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title>"),
  "half a JSON": (_, response) => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify([wireAlert]).slice(0, -20)),
  "JSON of another shape": json({ alerts: [wireAlert] }),
  "nothing, as its connection breaks": (request) => void request.socket.destroy(),
};

it.each(Object.entries(bad))("keeps everything while one Alertmanager answers with %s", async (_, listener) => {
  const { book, manager, other } = await opened();
  const first = await book.refresh();
  expect([...first.alerts.values()]).toMatchObject([{ name: "A", state: "firing", sources: ["one", "two"] }]);
  const stale = (now: typeof first) => [...now.alerts.values()].map(({ state, stale: old }) => [state, old]);
  manager.answer = listener;
  const second = await book.refresh();
  expect(stale(second)).toEqual([["firing", undefined]]);
  expect(second.sources.map(({ problem }) => problem !== undefined)).toEqual([true, false, false]);
  expect(second.sources[0]?.problem).toMatch(/^one .*[.?]$/);
  other.answer = listener;
  expect(stale(await book.refresh())).toEqual([["firing", true]]);
  manager.answer = well;
  other.answer = well;
  expect(stale(await book.refresh())).toEqual([["firing", undefined]]);
});

it("takes a half answer for none: alerts without their silences are not taken over", async () => {
  const { book, manager } = await opened();
  await book.refresh();
  manager.answer = (request, response) => (request.url?.startsWith("/api/v2/silences") === true ? json({}, 503)(request, response) : json(request.url?.startsWith("/api/v2/alerts") === true ? [] : answers["/api/v2/status"])(request, response));
  const now = await book.refresh();
  expect([...now.alerts.values()].map(({ state }) => state)).toEqual(["firing"]);
  expect(now.sources[0]?.problem).toBeDefined();
});

it("reads on with a configuration that does not parse, and says so", async () => {
  const { book, manager } = await opened();
  manager.answer = (request, response) => (request.url === "/api/v2/status" ? json({ ...(answers["/api/v2/status"] as object), config: { original: "route: [\n" } })(request, response) : well(request, response));
  const { configs, alerts } = await book.refresh();
  expect(configs).toMatchObject([{ alertmanagers: ["one"], problem: expect.any(String) as string }, { alertmanagers: ["two"], config: { route: { receiver: "team" } } }]);
  expect(alerts.size).toBe(1);
});
