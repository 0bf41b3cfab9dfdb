import { beforeEach, describe, expect, it, vi } from "vitest";
import { createKeptBySession } from "./kept-by-session";

let now = 0;
let sessions: Map<string, AbortController>;
beforeEach(() => {
  now = 1_000;
  sessions = new Map();
});
const controller = (session: string) => {
  const found = sessions.get(session) ?? new AbortController();
  sessions.set(session, found);
  return found;
};
const create = () => createKeptBySession<string>({ ended: (session) => controller(session).signal, now: () => now });

describe("what is kept by session", () => {
  it("is made once, for everybody who asks meanwhile too, and again when it is no good any longer", async () => {
    const kept = create();
    const make = vi.fn(async () => ({ value: `made at ${now}`, until: now + 10 }));
    const ask = () => kept.get("s", "k", make);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual(["made at 1000", "made at 1000", "made at 1000"]);
    now += 9;
    expect(await ask()).toBe("made at 1000");
    now += 1;
    expect(await ask()).toBe("made at 1010");
    expect(make).toHaveBeenCalledTimes(2);
  });

  it("belongs to one session and one key", async () => {
    const kept = create();
    const ask = (session: string, key: string) => kept.get(session, key, async () => ({ value: `${session} ${key}`, until: Infinity }));
    expect(await ask("a", "1")).toBe("a 1");
    expect(await ask("b", "1")).toBe("b 1");
    expect(await ask("a", "2")).toBe("a 2");
    expect(await ask("a", "1")).toBe("a 1");
  });

  it("is forgotten after a failure", async () => {
    const kept = create();
    await expect(kept.get("s", "k", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await kept.get("s", "k", async () => ({ value: "yes", until: Infinity }))).toBe("yes");
  });

  it("is of no use after the session has ended, even where it was being made just then", async () => {
    const kept = create();
    await kept.get("s", "k", async () => ({ value: "old", until: Infinity }));
    let resolve = () => {};
    const promise = new Promise<void>((done) => (resolve = done));
    const waiting = kept.get("s", "late", async () => {
      await promise;
      return { value: "late", until: Infinity };
    });
    controller("s").abort();
    resolve();
    await expect(waiting).rejects.toMatchObject({ code: "unauthorized" });
    sessions.delete("s");
    expect(await kept.get("s", "k", async () => ({ value: "new", until: Infinity }))).toBe("new");
  });

  it("listens once to the end of a session, however much is kept for it", async () => {
    const kept = create();
    const listen = vi.spyOn(controller("s").signal, "addEventListener");
    for (let n = 0; n < 50; n += 1) {
      now += 120_000;
      await kept.get("s", `k${n}`, async () => ({ value: "x", until: now + 1 }));
    }
    expect(listen).toHaveBeenCalledTimes(1);
  });
});
