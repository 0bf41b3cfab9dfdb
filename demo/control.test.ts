import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { control } from "./control";
import { scenarioStage } from "./scenario-stage";
import { serveUpstream, type Upstream } from "./serve";
import { createWorld } from "./world/world";

let upstreams: Upstream[];
let server: Upstream;
let ended: string[];
let mails: number[];

beforeEach(async () => {
  ended = [];
  mails = [];
  const ids = ["identity", "pollux/prometheus", "pollux/kubernetes", "argus/prometheus"];
  upstreams = await Promise.all(ids.map((id) => serveUpstream({ id, port: 0, listener: (_req, res) => res.end() })));
  const stage = scenarioStage({ world: createWorld({ clock: Date.now, seed: 1, host: false }), upstreams, mailDown: (until) => void mails.push(until) });
  const listener = control({ upstreams, endSessions: async (username) => ended.push(username), stage });
  server = await serveUpstream({ id: "control", port: 0, listener });
});
afterEach(() => Promise.all([...upstreams, server].map((upstream) => upstream.close())));

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
const now = () => Object.fromEntries(upstreams.map(({ id, fault }) => [id, fault]));

describe("the control server", () => {
  it("lists every upstream with its fault, as data and as a page", async () => {
    const data = (await (await fetch(server.url)).json()) as { upstreams: unknown[] };
    expect(data.upstreams).toContainEqual({ id: "pollux/prometheus", url: upstreams[1]!.url, fault: "ok" });
    const page = await (await fetch(server.url, { headers: { accept: "text/html" } })).text();
    expect(page).toContain("Fault of pollux/*");
  });

  it("breaks one, a cluster, or the whole network, and mends it again", async () => {
    await post("/fault", { upstream: "pollux/prometheus", fault: "stopped" });
    expect(now()).toEqual({ identity: "ok", "pollux/prometheus": "stopped", "pollux/kubernetes": "ok", "argus/prometheus": "ok" });
    await post("/fault", { upstream: "pollux/*", fault: "error" });
    expect(now()).toEqual({ identity: "ok", "pollux/prometheus": "error", "pollux/kubernetes": "error", "argus/prometheus": "ok" });
    await post("/fault", { upstream: "*", fault: "hang" });
    expect(now()).toEqual({ identity: "ok", "pollux/prometheus": "hang", "pollux/kubernetes": "hang", "argus/prometheus": "hang" });
    await post("/fault", { upstream: "identity", fault: "stopped" });
    await post("/fault", { upstream: "*", fault: "ok" });
    expect(now()).toEqual({ identity: "stopped", "pollux/prometheus": "ok", "pollux/kubernetes": "ok", "argus/prometheus": "ok" });
  });

  it("ends a person's sessions", async () => {
    expect(await (await post("/logout", { username: "p47-staff" })).json()).toEqual({ ended: 1 });
    expect(ended).toEqual(["p47-staff"]);
  });

  it("lets something happen for a while, once at a time, and says what", async () => {
    const began = (await (await post("/scenario", { scenario: "node-down", seconds: 60 })).json()) as { about: string; until: number };
    expect(began.about).toBe("p45-srv-01");
    expect((await post("/scenario", { scenario: "node-down" })).status).toBe(409);
    expect((await post("/scenario", { scenario: "mail-down", seconds: 30 })).status).toBe(200);
    expect(mails).toHaveLength(1);
    const data = (await (await fetch(server.url)).json()) as { running: unknown[]; scenarios: Record<string, string> };
    expect(data.running).toMatchObject([{ scenario: "node-down", about: "p45-srv-01", until: began.until }, { scenario: "mail-down" }]);
    const page = await (await fetch(server.url, { headers: { accept: "text/html" } })).text();
    expect(page).toContain(data.scenarios["fill-claim"]?.slice(0, 20));
    for (const bad of [{}, { scenario: "explode" }, { scenario: "fill-claim", claim: "nothing" }, { scenario: "fill-claim", seconds: 0 }]) expect((await post("/scenario", bad)).status).toBe(400);
  });

  it("refuses what it does not know", async () => {
    expect((await post("/fault", { upstream: "pollux/nothing", fault: "ok" })).status).toBe(404);
    expect((await post("/fault", { upstream: "pollux/prometheus", fault: "explode" })).status).toBe(400);
    expect((await post("/logout", {})).status).toBe(400);
    expect((await fetch(`${server.url}/fault`)).status).toBe(404);
  });

  it("lets no page of another site change anything", async () => {
    const body = { upstream: "*", fault: "stopped" };
    expect((await post("/fault", body, { origin: "http://evil.example" })).status).toBe(403);
    expect((await post("/fault", body, { origin: "null" })).status).toBe(403);
    expect((await post("/fault", body, { "content-type": "text/plain" })).status).toBe(415);
    expect((await post("/fault", body, { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect(await statusForHost("evil.example")).toBe(421);
    expect(Object.values(now()).every((fault) => fault === "ok")).toBe(true);
    expect((await post("/fault", body, { origin: server.url })).status).toBe(200);
  });
});

function statusForHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: server.host, port: server.port, path: "/", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once("error", reject)
      .end();
  });
}
