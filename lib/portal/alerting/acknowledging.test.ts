import { describe, expect, it } from "vitest";
import { CastorError, type Person } from "@/lib/model";
import type { Acknowledgement, Alert } from "@/lib/model/alerting";
import type { Auditor } from "../auditor";
import type { ClusterParts } from "../cluster";
import { acknowledgingOf } from "./acknowledging";
import { seenAlert, seenNow } from "./fixtures/seen";
import type { AlertingParts } from "./parts";

const noon = Date.UTC(2026, 5, 1, 12);
const person = (name: string, groups: readonly string[], admin = false): Person => ({ id: `i#${name.toLowerCase()}`, name, username: name.toLowerCase(), groups, admin });
const [root, staff, visitor] = [person("Root", [], true), person("Ada", ["p47-beamline"]), person("Eve", [])];
const asked = { from: "192.0.2.7" };

const own = seenAlert("a1");
const foreign = seenAlert("a2", { labels: { alertname: "X", namespace: "i22-beamline" } });
const over = seenAlert("a3", { state: "resolved" });

function made({ alerts = [own, foreign, over], held = [] }: { readonly alerts?: readonly Alert[]; readonly held?: readonly Acknowledgement[] } = {}, fails = false) {
  const lines: Record<string, unknown>[] = [];
  const auditor: Auditor = {
    async begin(change) {
      if (fails) throw new CastorError("unreachable", "The audit log cannot be written at the moment, so nothing was changed.");
      const line: Record<string, unknown> = { ...change };
      lines.push(line);
      return async (outcome) => void Object.assign(line, outcome);
    },
    refused: async (change, error, status) => void lines.push({ ...change, status, message: (error as Error).message }),
  };
  const kept = new Map(held.map((one) => [one.alert, one]));
  let refreshed = 0;
  const cluster = {
    settings: { title: "Pollux", alerting: { responders: [{ groups: ["p47-beamline"], scope: [{ name: "namespace", value: "p47-beamline", isRegex: false, isEqual: true }] }], longestSilence: 1 } },
    alerting: {
      book: { current: seenNow(noon, alerts), refresh: async () => void (refreshed += 1) },
      memory: {
        acknowledgements: () => kept,
        acknowledge: async (one: Acknowledgement) => {
          const before = kept.get(one.alert);
          kept.set(one.alert, one);
          return before;
        },
        release: async (alert: string) => void kept.delete(alert),
      },
    },
  } as unknown as ClusterParts;
  const find = (_: Person, id: string) => {
    if (id !== "pollux") throw new CastorError("not-found", "There is no such cluster.");
    return cluster;
  };
  const parts = { find, auditor, now: () => noon } as unknown as AlertingParts;
  return { ...acknowledgingOf(parts), lines, kept, refreshed: () => refreshed };
}

describe("acknowledging", () => {
  it("makes an alert the person's, with the note, at once for everybody, and in the audit log", async () => {
    const portal = made();
    expect(await portal.acknowledge(staff, "pollux", "a1", "  I look at it ", asked)).toEqual({ cluster: "pollux", alert: "a1", by: { id: "i#ada", name: "Ada", username: "ada" }, note: "I look at it", at: noon });
    expect(portal.kept.get("a1")?.by.name).toBe("Ada");
    expect(portal.refreshed()).toBe(1);
    expect(portal.lines).toEqual([expect.objectContaining({ verb: "acknowledge", group: "castor", resource: "alerts", name: "a1", cluster: "pollux", from: "192.0.2.7", status: 200, person: staff })]);
    await portal.release(staff, "pollux", "a1", asked);
    expect(portal.kept.size).toBe(0);
    expect(portal.lines[1]).toMatchObject({ verb: "release", name: "a1", status: 200 });
  });

  it("is refused beyond the person's scope, with the reason, and the refusal is written down", async () => {
    const portal = made();
    await expect(portal.acknowledge(staff, "pollux", "a2", "mine", asked)).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining('namespace="p47-beamline"') as string });
    await expect(portal.acknowledge(visitor, "pollux", "a1", "mine", asked)).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("no rule of Castor's settings") as string });
    await expect(portal.acknowledge(staff, "argus", "a1", "mine", asked)).rejects.toMatchObject({ code: "not-found" });
    expect(portal.kept.size).toBe(0);
    expect(portal.lines.map(({ status, name }) => [status, name])).toEqual([[403, "a2"], [403, "a1"]]);
    expect(await made().acknowledge(root, "pollux", "a2", "mine", asked)).toMatchObject({ alert: "a2" });
  });

  it("wants a note of a sensible length", async () => {
    const portal = made();
    for (const note of ["", "  ", "x".repeat(501)]) await expect(portal.acknowledge(root, "pollux", "a1", note, asked)).rejects.toMatchObject({ code: "invalid" });
    expect(portal.kept.size).toBe(0);
  });

  it("is for alerts that go on", async () => {
    await expect(made().acknowledge(root, "pollux", "a3", "mine", asked)).rejects.toMatchObject({ code: "conflict" });
    await expect(made().acknowledge(root, "pollux", "nothing", "mine", asked)).rejects.toMatchObject({ code: "not-found" });
    await expect(made().release(root, "pollux", "a1", asked)).rejects.toMatchObject({ code: "not-found" });
  });

  it("takes over from somebody else, and says so in the audit log", async () => {
    const bobs: Acknowledgement = { cluster: "pollux", alert: "a1", by: { id: "i#bob", name: "Bob", username: "bob" }, note: "mine", at: noon - 1 };
    const portal = made({ held: [bobs] });
    await portal.acknowledge(staff, "pollux", "a1", "now mine", asked);
    expect(portal.lines[0]).toMatchObject({ message: "Taken over from Bob." });
    const eve = made({ held: [bobs] });
    await expect(eve.release(visitor, "pollux", "a1", asked)).rejects.toMatchObject({ code: "forbidden" });
    await eve.release(staff, "pollux", "a1", asked);
    expect(eve.lines.map(({ status, message }) => [status, message])).toEqual([[403, expect.any(String)], [200, "It was Bob's."]]);
  });

  it("changes nothing that could not be written down first", async () => {
    const portal = made({}, true);
    await expect(portal.acknowledge(root, "pollux", "a1", "mine", asked)).rejects.toMatchObject({ code: "unreachable" });
    expect(portal.kept.size).toBe(0);
  });
});
