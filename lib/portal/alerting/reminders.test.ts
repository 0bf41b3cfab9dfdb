import { describe, expect, it } from "vitest";
import { seenAlert, seenNow, seenSilence } from "./fixtures/seen";
import { remindersOf } from "./reminders";

const noon = Date.UTC(2026, 5, 1, 12);
const minute = 60_000;
const ada = { id: "i#ada", name: "Ada Lovelace" };

describe("reminders", () => {
  const silences = [
    seenSilence("late", { endsAt: noon + 40 * minute }),
    seenSilence("soon", { endsAt: noon + 20 * minute, createdBy: "somebody", comment: "works" }),
    seenSilence("tomorrow", { endsAt: noon + 900 * minute }),
    seenSilence("over", { endsAt: noon - minute, state: "expired" }),
    seenSilence("idle", { endsAt: noon + 20 * minute }),
    seenSilence("namesake", { endsAt: noon + 20 * minute }),
  ];
  const alerts = silences.map(({ id }) => seenAlert(`of-${id}`, { state: "suppressed", silencedBy: id === "idle" ? [] : [id] }));
  const more = seenAlert("of-soon-too", { state: "suppressed", silencedBy: ["soon"] });
  const owners = new Map([
    ["soon", ada.id],
    ["namesake", "i#another-ada"],
  ]);

  it("are about one's own silences that end within the hour and keep something quiet, the soonest first", () => {
    const found = remindersOf(seenNow(noon, [...alerts, more], { silences }), owners, { cluster: "pollux", person: ada, at: noon });
    expect(found).toEqual([
      { cluster: "pollux", id: "soon", comment: "works", endsAt: noon + 20 * minute, covers: 2 },
      { cluster: "pollux", id: "late", comment: "works on it", endsAt: noon + 40 * minute, covers: 1 },
    ]);
  });

  it("are nobody else's", () => {
    expect(remindersOf(seenNow(noon, alerts, { silences }), owners, { cluster: "pollux", person: { id: "i#eve", name: "Eve" }, at: noon })).toEqual([]);
  });
});
