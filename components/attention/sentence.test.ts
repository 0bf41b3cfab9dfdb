import { describe, expect, it } from "vitest";
import type { AttentionItem } from "@/lib/model";
import type { Overview } from "./merge";
import { greeting, joined, sentence } from "./sentence";

function things(severity: AttentionItem["severity"], count: number): AttentionItem[] {
  return Array.from({ length: count }, (_, index) => ({ id: `${severity}${index}`, cluster: "pollux", severity, title: "x", href: "/" }));
}

const calm: Overview = { items: [], unseen: [], blind: false, waiting: false };

describe("the sentence of the heading", () => {
  it.each([
    [0, "All is well."],
    [1, "One thing needs you."],
    [2, "Two things need you."],
    [12, "Twelve things need you."],
    [13, "13 things need you."],
  ])("counts %i critical things in good grammar", (count, words) => {
    expect(sentence({ ...calm, items: things("critical", count) })).toBe(words);
  });

  it("calls warnings what they are", () => {
    expect(sentence({ ...calm, items: things("warning", 1) })).toBe("Nothing is urgent, one warning to look at.");
    expect(sentence({ ...calm, items: things("warning", 3) })).toBe("Nothing is urgent, three warnings to look at.");
  });

  it("lets mere notices be well", () => {
    expect(sentence({ ...calm, items: things("info", 2) })).toBe("All is well.");
  });

  it("counts only what is critical when there is something critical", () => {
    expect(sentence({ ...calm, items: [...things("critical", 1), ...things("warning", 4)] })).toBe("One thing needs you.");
  });

  it("never says that all is well where it can't see", () => {
    expect(sentence({ ...calm, unseen: ["Argus"] })).toBe("All is well where Castor can see; Argus is out of sight.");
    expect(sentence({ ...calm, unseen: ["Argus", "i22"] })).toBe("All is well where Castor can see; Argus and i22 are out of sight.");
    expect(sentence({ ...calm, unseen: ["Argus", "i22"], blind: true })).toBe("Your clusters are out of sight.");
    expect(sentence({ ...calm, unseen: ["Argus"], blind: true })).toBe("Argus is out of sight.");
  });

  it("waits before it says anything", () => {
    expect(sentence({ ...calm, waiting: true })).toBe("Looking at your clusters…");
  });
});

describe("the greeting", () => {
  it.each([
    [4, "Good evening."],
    [5, "Good morning."],
    [11, "Good morning."],
    [12, "Good afternoon."],
    [17, "Good afternoon."],
    [18, "Good evening."],
    [23, "Good evening."],
  ])("at %i o'clock is %s", (hour, words) => expect(greeting(hour)).toBe(words));
});

it("joins names as one speaks", () => {
  expect(joined([])).toBe("");
  expect(joined(["a"])).toBe("a");
  expect(joined(["a", "b"])).toBe("a and b");
  expect(joined(["a", "b", "c"])).toBe("a, b and c");
});
