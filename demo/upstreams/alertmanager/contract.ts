import { beforeAll, describe, expect, it, vi } from "vitest";

interface Silence {
  readonly id: string;
  readonly status: { readonly state: string };
  readonly endsAt: string;
}
interface Alert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly state: string; readonly silencedBy: readonly string[]; readonly inhibitedBy: readonly string[] };
}

/** The teams of the configuration that the contract expects. */
export const contractTeams = [{ name: "p47", matchers: ['namespace=~"p47-.+"'] }];

/**
 * What Alertmanager promises to Castor, asked of the simulator and of the real one alike.
 * `start` answers the address of one with `stackConfig(contractTeams)` and no alerts.
 */
export function alertmanagerContract(name: string, start: () => Promise<string>): void {
  describe(name, () => {
    let url = "";
    beforeAll(async () => {
      url = await start();
      await post("/alerts", [
        { labels: { alertname: "KubePodCrashLooping", severity: "warning", namespace: "p47-beamline", pod: "bl47p-mo-ioc-01-0" }, annotations: { summary: "It crashes." } },
        { labels: { alertname: "KubePodCrashLooping", severity: "critical", namespace: "p47-beamline", pod: "bl47p-synoptic-0" } },
        { labels: { alertname: "NodeFilesystemAlmostOutOfSpace", severity: "warning", instance: "172.23.242.47:9100", device: "/dev/sda1" } },
        { labels: { alertname: "Watchdog", severity: "none" } },
      ]);
    });
    const get = async <T>(path: string) => (await (await fetch(`${url}/api/v2${path}`)).json()) as T;
    const post = (path: string, body: unknown) => fetch(`${url}/api/v2${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const names = async (query: string) => (await get<Alert[]>(`/alerts?${query}`)).map(({ labels }) => labels["pod"] ?? labels["alertname"]).sort();
    const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
    const silence = (fields: object = {}) => ({ matchers: [{ name: "alertname", value: "Watchdog", isRegex: false, isEqual: true }], startsAt: inMinutes(-1), endsAt: inMinutes(60), createdBy: "pat", comment: "known", ...fields });
    const silenced = async (body: object) => ((await (await post("/silences", body)).json()) as { silenceID: string }).silenceID;

    it("is healthy and ready, and tells its version and configuration", async () => {
      for (const path of ["/-/healthy", "/-/ready"]) expect((await fetch(url + path)).status).toBe(200);
      const status = await get<{ versionInfo: { version: string }; config: { original: string } }>("/status");
      expect(status.versionInfo.version).toMatch(/^0\.\d+\.\d+/);
      expect(status.config.original).toContain("inhibit_rules:");
      expect(await get("/receivers")).toEqual([{ name: "null" }, { name: "p47" }]);
    });

    it("names an alert by the hash of its labels and sends it where the routes lead", async () => {
      const [watchdog] = await get<Alert[]>("/alerts?filter=alertname%3D%22Watchdog%22");
      expect(watchdog?.fingerprint).toBe("448881ef475b9b26");
      expect(watchdog?.receivers).toEqual([{ name: "null" }]);
      const ours = await get<Alert[]>("/alerts?receiver=p4.");
      expect(ours).toHaveLength(2);
      expect(await names("receiver=p4")).toEqual([]);
    });

    it("filters by every matcher, where a missing label is empty", async () => {
      expect(await names("filter=severity%3D%22warning%22&filter=device%3D~%22%2Fdev%2F.*%22")).toEqual(["NodeFilesystemAlmostOutOfSpace"]);
      expect(await names("filter=namespace%3D%22%22")).toEqual(["NodeFilesystemAlmostOutOfSpace", "Watchdog"]);
      expect(await names("filter=pod!~%22.%2B%22")).toEqual(["NodeFilesystemAlmostOutOfSpace", "Watchdog"]);
      expect((await fetch(`${url}/api/v2/alerts?filter=nonsense`)).status).toBe(400);
    });

    it("inhibits the warning beside the critical of the same name and namespace", async () => {
      const [mild] = await get<Alert[]>("/alerts?filter=pod%3D%22bl47p-mo-ioc-01-0%22");
      const [bad] = await get<Alert[]>("/alerts?filter=pod%3D%22bl47p-synoptic-0%22");
      expect(mild?.status).toMatchObject({ state: "suppressed", inhibitedBy: [bad?.fingerprint] });
      expect(await names("inhibited=false&filter=alertname%3D%22KubePodCrashLooping%22")).toEqual(["bl47p-synoptic-0"]);
      expect(await names("active=false")).toEqual(["bl47p-mo-ioc-01-0"]);
    });

    it("groups by the labels of the route", async () => {
      const groups = await vi.waitFor(async () => {
        const found = await get<{ labels: object; receiver: { name: string }; alerts: Alert[] }[]>("/alerts/groups?filter=alertname%3D%22KubePodCrashLooping%22");
        expect(found).toHaveLength(1);
        return found;
      });
      expect(groups[0]).toMatchObject({ labels: { alertname: "KubePodCrashLooping", namespace: "p47-beamline" }, receiver: { name: "p47" } });
      expect(groups[0]?.alerts).toHaveLength(2);
    });

    it("forgets an alert that ends, and takes one that is sent again as the same", async () => {
      const labels = { alertname: "TargetDown", job: "x" };
      for (let times = 0; times < 2; times++) await post("/alerts", [{ labels }]);
      expect(await names("filter=job%3D%22x%22")).toEqual(["TargetDown"]);
      await post("/alerts", [{ labels, startsAt: inMinutes(-5), endsAt: inMinutes(-1) }]);
      expect(await names("filter=job%3D%22x%22")).toEqual([]);
    });

    it("refuses what is no alert", async () => {
      expect((await post("/alerts", [{ labels: {} }])).status).toBe(400);
      expect((await post("/alerts", [{ labels: { a: "b" }, startsAt: inMinutes(5), endsAt: inMinutes(1) }])).status).toBe(400);
    });

    it("silences from start to end", async () => {
      const id = await silenced(silence());
      const [watchdog] = await get<Alert[]>("/alerts?filter=alertname%3D%22Watchdog%22");
      expect(watchdog?.status).toMatchObject({ state: "suppressed", silencedBy: [id] });
      expect(await names("silenced=false&filter=alertname%3D%22Watchdog%22")).toEqual([]);
      expect((await get<Silence[]>("/silences?filter=alertname%3D%22Watchdog%22")).map((one) => one.id)).toContain(id);
      // A filter compares matchers; it does not ask what would match.
      expect(await get("/silences?filter=alertname%3D~%22Watchdog%22")).toEqual([]);
      expect((await fetch(`${url}/api/v2/silence/${id}`, { method: "DELETE" })).status).toBe(200);
      expect((await get<Silence>(`/silence/${id}`)).status.state).toBe("expired");
      expect(await names("silenced=false&filter=alertname%3D%22Watchdog%22")).toEqual(["Watchdog"]);
    });

    it("changes a silence in place only where that rewrites no history", async () => {
      const id = await silenced(silence());
      const { startsAt } = await get<Silence & { startsAt: string }>(`/silence/${id}`);
      expect(await silenced(silence({ id, startsAt, endsAt: inMinutes(5) }))).toBe(id);
      const other = await silenced(silence({ id, startsAt, matchers: [{ name: "alertname", value: "Watch.*", isRegex: true, isEqual: true }] }));
      expect(other).not.toBe(id);
      expect((await get<Silence>(`/silence/${id}`)).status.state).toBe("expired");
      await fetch(`${url}/api/v2/silence/${other}`, { method: "DELETE" });
    });

    it("waits for a silence that begins later", async () => {
      const id = await silenced(silence({ startsAt: inMinutes(10) }));
      expect((await get<Silence>(`/silence/${id}`)).status.state).toBe("pending");
      expect(await names("silenced=false&filter=alertname%3D%22Watchdog%22")).toEqual(["Watchdog"]);
      await fetch(`${url}/api/v2/silence/${id}`, { method: "DELETE" });
    });

    it.each([
      ["that ends before it starts", { startsAt: "2096-01-01T00:00:00.000Z", endsAt: "2095-01-01T00:00:00.000Z" }],
      ["that is over", { startsAt: "2001-01-01T00:00:00.000Z", endsAt: "2001-01-02T00:00:00.000Z" }],
      ["that matches everything", { matchers: [{ name: "alertname", value: ".*", isRegex: true, isEqual: true }] }],
      ["with a bad pattern", { matchers: [{ name: "alertname", value: "(", isRegex: true, isEqual: true }] }],
    ])("refuses a silence %s", async (_what, fields) => {
      expect((await post("/silences", silence(fields))).status).toBe(400);
    });

    it("has no silence that it has not made", async () => {
      expect((await fetch(`${url}/api/v2/silence/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
    });
  });
}
