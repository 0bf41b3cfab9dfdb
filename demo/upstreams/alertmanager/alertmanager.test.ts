import { afterAll, describe, expect, it } from "vitest";
import { serveUpstream, type Upstream } from "../../serve";
import { alertmanagerContract, contractTeams } from "./contract";
import { createAlertmanager, stackConfig } from "./index";

const open: Upstream[] = [];
afterAll(() => Promise.all(open.map((upstream) => upstream.close())));

async function start(clock?: () => number): Promise<string> {
  const listener = createAlertmanager({ place: "Pollux", config: stackConfig(contractTeams), ...(clock === undefined ? {} : { clock }) });
  const upstream = await serveUpstream({ id: "pollux/alertmanager", port: 0, listener });
  open.push(upstream);
  return upstream.url;
}

alertmanagerContract("the simulated Alertmanager", () => start());

describe("the simulated Alertmanager, over time", () => {
  const send = (url: string, path: string, body: unknown) => fetch(`${url}/api/v2${path}`, { method: "POST", body: JSON.stringify(body) });

  it("resolves an alert that nobody sends any more after five minutes", async () => {
    let now = Date.parse("2026-08-01T10:00:00Z");
    const url = await start(() => now);
    await send(url, "/alerts", [{ labels: { alertname: "A" } }]);
    const count = async () => ((await (await fetch(`${url}/api/v2/alerts`)).json()) as unknown[]).length;
    now += 299_000;
    expect(await count()).toBe(1);
    now += 1_000;
    expect(await count()).toBe(0);
  });

  it("ends a silence when its time is over", async () => {
    let now = Date.parse("2026-08-01T10:00:00Z");
    const url = await start(() => now);
    await send(url, "/silences", { matchers: [{ name: "a", value: "b", isRegex: false }], startsAt: "2026-08-01T10:00:00Z", endsAt: "2026-08-01T11:00:00Z", createdBy: "", comment: "" });
    const state = async () => ((await (await fetch(`${url}/api/v2/silences`)).json()) as { status: { state: string } }[])[0]?.status.state;
    expect(await state()).toBe("active");
    now += 3600_000;
    expect(await state()).toBe("expired");
  });

  it("shows hostile labels as text on its page", async () => {
    const url = await start();
    await send(url, "/alerts", [{ labels: { alertname: "<script>alert(1)</script>" }, annotations: { summary: "<img src=x onerror=alert(1)>" } }]);
    const page = await (await fetch(url)).text();
    expect(page).toContain("&#60;script&#62;");
    expect(page).not.toMatch(/<script>|<img/);
  });
});
