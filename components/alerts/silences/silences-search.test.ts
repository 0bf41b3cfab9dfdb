import { expect, it } from "vitest";
import type { SilenceEntry } from "@/lib/model/alerting/silence";
import { readSilencesSearch, searchSilences, writeSilencesSearch } from "./silences-search";

const entry = (id: string, more: Partial<SilenceEntry> = {}): SilenceEntry => ({
  ...{ id, state: "active", matchers: [{ name: "namespace", value: "p47-beamline", isRegex: false, isEqual: true }], startsAt: 0, endsAt: 10, updatedAt: 0, createdBy: "Ada", comment: "disk", sources: [] },
  ...{ impact: { firing: 1, pending: 0 }, covers: ["KubePodCrashLooping"], mine: false, may: true },
  ...more,
});
const entries = [entry("a", { endsAt: 30 }), entry("b", { endsAt: 20, mine: true, impact: { firing: 2, pending: 3 } }), entry("c", { state: "expired", endsAt: 5, comment: "Reboot" }), entry("d", { state: "pending", endsAt: 40, createdBy: "Grace", updatedAt: 9 }), entry("e", { state: "expired", endsAt: 8 })];
const found = (query: string) => searchSilences(entries, readSilencesSearch(query)).map(({ id }) => id).join("");

it.each([
  ["", "bad"], ["state=all", "badec"], ["state=expired", "ec"], ["state=pending", "d"], ["state=nonsense", "bad"], ["mine=yes", "b"],
  ["sort=covers", "bad"], ["sort=by", "abd"], ["sort=newest", "dab"],
  ["filter=grace", "d"], ["state=all&filter=reboot%20P47", "c"], ["filter=namespace%3D%22p47", "bad"], ["filter=nothing", ""],
])("the address “%s” shows %s", (query, ids) => {
  expect(found(query)).toBe(ids);
});

it("has one spelling for each way to look", () => {
  for (const query of ["", "?filter=a+b", "?state=all&sort=by&mine=yes"]) expect(writeSilencesSearch(readSilencesSearch(query))).toBe(query);
  expect(writeSilencesSearch(readSilencesSearch("state=current&sort=ends&mine=no"))).toBe("");
});
