import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileMatchers, parseMatcher, type Labels, type Matcher } from "@/lib/model/alerting";
import { until } from "@/lib/tools/fixtures/binary";
import { json, loopback } from "@/lib/wire/fixtures/loopback";
import { alertmanagerProgram, realAlertmanager, type RealAlertmanager } from "./fixtures/real-alertmanager";
import { admin, silencingPortal, staff, visitor } from "./fixtures/silencing-portal";

if (alertmanagerProgram === undefined) console.warn("SKIPPED, LOUDLY: Debian's prometheus-alertmanager is not installed, so no silence was tried on the real one.");

const hour = 3_600_000;
const asked = { from: "192.0.2.7" };
const draft = (texts: readonly string[], more: object = {}) => ({ matchers: texts.map(parseMatcher), endsAt: Date.now() + hour, comment: "the disk is being changed", ...more });

describe.skipIf(alertmanagerProgram === undefined)("silences before a real Alertmanager", () => {
  let real: RealAlertmanager;
  let portal: ReturnType<typeof silencingPortal>;
  beforeAll(async () => {
    real = await realAlertmanager();
    portal = silencingPortal({ "Alertmanager of Pollux": real.url });
  });
  afterAll(async () => {
    await portal.close();
    await real.close();
  });

  const tell = (sets: readonly Labels[], endsAt = Date.now() + hour) => real.tell(sets.map((labels) => ({ labels, endsAt: new Date(endsAt).toISOString() })));
  const silencedBy = async (ids: readonly string[]) => (await real.silenced()).filter(([, by]) => by.some((one) => ids.includes(one))).map(([fingerprint]) => fingerprint).sort();
  const onlyThese = async (sets: readonly Labels[]) => {
    await tell(sets);
    await until(async () => (await real.silenced()).length === sets.length);
    await portal.book.refresh();
  };
  const gone = async (sets: readonly Labels[]) => {
    await tell(sets, Date.now() - 1_000);
    await until(async () => (await real.silenced()).length === 0);
  };

  const value = fc.constantFrom("a", "b", "ab", "a.b", "A", "é🦊", 'q"\\', "x\ny", "12");
  const pattern = fc.constantFrom("a|b", "a.*", "[ab]+", ".+", "(?i)a", "a\\.b", "é.", "\\Qa.b\\E", "x?", "", "x\ny", "(?s)x.y", "x.y", "\\d+", 'q"\\\\', "^a$", "a$|^b", "\\pL+");
  const name = fc.constantFrom("alertname", "namespace", "pod", "severity");
  const labels = fc.record({ alertname: value, namespace: value, pod: value, severity: value }, { requiredKeys: ["alertname"] }).map((found): Labels => ({ ...found }));
  const matcher: fc.Arbitrary<Matcher> = fc.oneof(fc.record({ name, value, isRegex: fc.constant(false), isEqual: fc.boolean() }), fc.record({ name, value: pattern, isRegex: fc.constant(true), isEqual: fc.boolean() }));
  const unique = (sets: readonly Labels[]) => [...new Map(sets.map((one) => [JSON.stringify(Object.entries(one).sort()), one])).values()];

  it("silence exactly what the preview named, whatever the alerts and the matchers; what is refused makes nothing", async () => {
    let [made, refused] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.array(labels, { minLength: 1, maxLength: 8 }), fc.uniqueArray(matcher, { minLength: 1, maxLength: 3, selector: (one) => JSON.stringify(one) }), async (given, matchers) => {
        const sets = unique(given);
        await onlyThese(sets);
        const wanted = { matchers, endsAt: Date.now() + hour, comment: "x" };
        const preview = portal.preview(admin, "pollux", wanted, []);
        if (preview.refusals.length > 0) {
          refused += 1;
          await expect(portal.silence(admin, "pollux", wanted, asked)).rejects.toMatchObject({ code: "invalid", message: preview.refusals[0] });
        } else {
          made += 1;
          const ids = (await portal.silence(admin, "pollux", wanted, asked)).map(({ id }) => id);
          const named = preview.alerts.map(({ id }) => id).sort();
          await until(async () => JSON.stringify(await silencedBy(ids)) === JSON.stringify(named)).catch(() => undefined);
          expect(await silencedBy(ids)).toEqual(named);
          await portal.expireSilence(admin, "pollux", ids[0] ?? "", asked);
          expect(portal.book.current.silences.get(ids[0] ?? "")?.state).toBe("expired");
        }
        await gone(sets);
      }),
      { numRuns: 300, endOnFailure: true },
    );
    expect(made).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(20);
  }, 240_000);

  it("as proposed cover exactly what was selected", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(labels, { minLength: 2, maxLength: 9 }), fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }), async (given, picks) => {
        const sets = unique(given).filter(({ namespace, pod }) => namespace !== undefined || pod !== undefined);
        if (sets.length === 0) return;
        await onlyThese(sets);
        const alerts = [...portal.book.current.alerts.values()].filter(({ state }) => state !== "resolved");
        const selected = alerts.filter((_, at) => picks[at]).map(({ id }) => id);
        const proposal = portal.propose(admin, "pollux", { alerts: selected, groups: [], filter: "" });
        expect(proposal.notes).toEqual([]);
        const ids: string[] = [];
        for (const { matchers } of proposal.silences) ids.push(...(await portal.silence(admin, "pollux", { matchers, endsAt: Date.now() + hour, comment: "x", selected }, asked)).map(({ id }) => id));
        await until(async () => JSON.stringify(await silencedBy(ids)) === JSON.stringify([...selected].sort())).catch(() => undefined);
        expect(await silencedBy(ids)).toEqual([...selected].sort());
        for (const id of ids) await portal.expireSilence(admin, "pollux", id, asked);
        await gone(sets);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  }, 240_000);

  it("keep every character of a regular expression when they are extended, and their id", async () => {
    const odd = { name: "pod", value: 'a\\.b\\\\|"c"\nd|é🦊[\\d]+\\t |x{1,3}', isRegex: true, isEqual: true };
    const wanted = { ...draft(['alertname="Odd"']), matchers: [odd, parseMatcher('alertname="Odd"')] };
    const [made] = await portal.silence(admin, "pollux", wanted, asked);
    expect(made).toMatchObject({ matchers: wanted.matchers, createdBy: "Ada Lovelace", state: "active" });
    // The order of the matchers does not count as a change.
    const [extended] = await portal.silence(admin, "pollux", { ...wanted, id: made?.id ?? "", matchers: [...wanted.matchers].reverse(), endsAt: wanted.endsAt + hour }, asked);
    expect(extended?.id).toBe(made?.id);
    expect(extended).toMatchObject({ matchers: wanted.matchers, endsAt: wanted.endsAt + hour, state: "active" });
  });

  it("get another id where the matchers change, and the old one expires, as the preview warned", async () => {
    const [made] = await portal.silence(admin, "pollux", draft(['alertname="Edited"', 'pod="a"']), asked);
    const edited = { ...draft(['alertname="Edited"', 'pod=~"a|b"']), id: made?.id ?? "" };
    expect(portal.preview(admin, "pollux", edited, []).warnings.join(" ")).toContain("its id will change");
    const [changed] = await portal.silence(admin, "pollux", edited, asked);
    expect(changed?.id).not.toBe(made?.id);
    expect(portal.book.current.silences.get(made?.id ?? "")?.state).toBe("expired");
    expect(portal.owners.get(changed?.id ?? "")).toBe(admin.id);
  });

  it("are refused beyond a person's scope when they are made, changed and ended, and each refusal is written down", async () => {
    const mine = draft(['namespace="p47-beamline"', 'alertname="A"']);
    const [own] = await portal.silence(staff, "pollux", mine, asked);
    const [other] = await portal.silence(admin, "pollux", draft(['namespace="i22"', 'alertname="A"']), asked);
    const before = portal.audit.length;
    const forbidden = { code: "forbidden", message: expect.stringContaining('namespace="p47-beamline"') as string };
    await expect(portal.silence(staff, "pollux", draft(['alertname="A"']), asked)).rejects.toMatchObject(forbidden);
    await expect(portal.silence(staff, "pollux", draft(['namespace=~"p47-beamline|i22"', 'alertname="A"']), asked)).rejects.toMatchObject(forbidden);
    await expect(portal.silence(staff, "pollux", { ...draft(['namespace="i22"', 'alertname="A"']), id: own?.id ?? "" }, asked)).rejects.toMatchObject(forbidden);
    await expect(portal.silence(staff, "pollux", { ...mine, id: other?.id ?? "" }, asked)).rejects.toMatchObject(forbidden);
    await expect(portal.expireSilence(staff, "pollux", other?.id ?? "", asked)).rejects.toMatchObject(forbidden);
    await expect(portal.silence(visitor, "pollux", mine, asked)).rejects.toMatchObject({ code: "forbidden" });
    await expect(portal.silence(staff, "pollux", { ...mine, endsAt: Date.now() + 25 * hour }, asked)).rejects.toMatchObject({ code: "invalid", message: expect.stringContaining("24 h") as string });
    expect(portal.audit.slice(before).map(({ verb, status, person }) => [verb, status, person.username])).toEqual([
      ...[["create", 403, "grace"], ["create", 403, "grace"], ["update", 403, "grace"], ["update", 403, "grace"], ["delete", 403, "grace"]],
      ...[["create", 403, "visitor"], ["create", 400, "grace"]],
    ]);
    expect((await portal.silences(staff, "pollux")).filter(({ id }) => id === own?.id || id === other?.id).map(({ id, mine: ours, may }) => [id === own?.id, ours, may]).sort()).toEqual([[false, false, false], [true, true, true]]);
    expect((await portal.alertmanagers[0]?.silences())?.find(({ id }) => id === other?.id)?.state).toBe("active");
  });

  it("are proposed within a person's scope, and what lies beyond is left out", async () => {
    const sets = [{ alertname: "A", namespace: "p47-beamline", pod: "x" }, { alertname: "A", namespace: "i22", pod: "y" }];
    await onlyThese(sets);
    const alerts = [...portal.book.current.alerts.values()].filter(({ state, labels: { pod } }) => state !== "resolved" && (pod === "x" || pod === "y"));
    const proposal = portal.propose(staff, "pollux", { alerts: alerts.map(({ id }) => id), groups: [], filter: "" });
    expect(proposal.notes.join(" ")).toContain("1 of the selected alerts is left out.");
    expect(proposal.silences).toHaveLength(1);
    expect(alerts.filter(({ labels: found }) => compileMatchers(proposal.silences[0]?.matchers ?? [])(found)).map(({ labels: { pod } }) => pod)).toEqual(["x"]);
    await portal.silence(staff, "pollux", { ...draft([]), matchers: proposal.silences[0]?.matchers ?? [] }, asked);
    await gone(sets);
  });

  it("are written down with who, what and how it went, and end as often as one asks", async () => {
    const [made] = await portal.silence(admin, "pollux", draft(['alertname="Written"']), asked);
    expect(portal.audit.at(-1)).toMatchObject({ verb: "create", group: "alertmanager", resource: "silences", name: made?.id, status: 200, from: "192.0.2.7", person: { name: "Ada Lovelace" } });
    await portal.expireSilence(admin, "pollux", made?.id ?? "", asked);
    await portal.expireSilence(admin, "pollux", made?.id ?? "", asked);
    expect(portal.audit.at(-1)).toMatchObject({ verb: "delete", name: made?.id, status: 200 });
    expect((await portal.silences(admin, "pollux")).find(({ id }) => id === made?.id)).toMatchObject({ state: "expired", impact: { firing: 0, pending: 0 }, mine: true, may: true });
    await expect(portal.expireSilence(admin, "pollux", "00000000-0000-4000-8000-000000000000", asked)).rejects.toMatchObject({ code: "not-found" });
  });
});

describe.skipIf(alertmanagerProgram === undefined)("silences before several Alertmanagers", () => {
  it("are posted once to each gossip cluster, by way of one that answers, and end everywhere", async () => {
    const first = await realAlertmanager({ peers: [] });
    const second = await realAlertmanager({ peers: [first.peer] });
    const alone = await realAlertmanager();
    const portal = silencingPortal({ first: first.url, second: second.url, alone: alone.url });
    try {
      await until(async () => (await portal.book.refresh()).sources.filter(({ gossip }) => gossip?.peers.length === 2).length === 2);
      const made = await portal.silence(admin, "pollux", draft(['alertname="A"']), asked);
      expect(made).toHaveLength(2);
      await until(async () => (await portal.book.refresh()).silences.get(made[0]?.id ?? "")?.sources.length === 2);
      expect(portal.book.current.silences.size).toBe(2);
      await first.close();
      await portal.book.refresh();
      const again = await portal.silence(admin, "pollux", draft(['alertname="B"']), asked);
      expect(again).toHaveLength(2);
      await portal.expireSilence(admin, "pollux", made[0]?.id ?? "", asked);
      expect((await portal.alertmanagers[1]?.silences())?.find(({ id }) => id === made[0]?.id)?.state).toBe("expired");
      // One of two that know nothing of each other fails: both halves are told.
      await alone.close();
      await portal.book.refresh();
      const failing = portal.silence(admin, "pollux", draft(['alertname="C"']), asked);
      await expect(failing).rejects.toMatchObject({ code: "unreachable", message: expect.stringMatching(/^The silence was made \([0-9a-f-]+\) in .*second.*, but not everywhere\. alone: alone cannot be reached/) as string });
      expect(portal.audit.at(-1)).toMatchObject({ verb: "create", status: 502, name: expect.stringMatching(/^[0-9a-f-]+$/) as string });
    } finally {
      await portal.close();
      await Promise.all([first, second, alone].map((each) => each.close()));
    }
  });
});

it("tells that nothing was made where Alertmanager answers 503, and writes that down", async () => {
  const server = await loopback(json("busy", 503));
  const portal = silencingPortal({ "Alertmanager of Pollux": server.url });
  try {
    await portal.book.refresh();
    await expect(portal.silence(admin, "pollux", draft(['alertname="A"']), asked)).rejects.toMatchObject({ code: "unreachable", message: expect.stringContaining("The silence was not made.") as string });
    expect(portal.audit.at(-1)).toMatchObject({ verb: "create", status: 502, message: expect.stringContaining("The silence was not made.") as string });
    expect(portal.preview(admin, "pollux", draft(['alertname="A"']), []).warnings.join(" ")).toContain("Alertmanager of Pollux does not answer");
  } finally {
    await portal.close();
    await server.close();
  }
});
