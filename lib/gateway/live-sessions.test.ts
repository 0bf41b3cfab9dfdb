import { expect, it } from "vitest";
import { CastorError } from "@/lib/model";
import { staff } from "./fixtures/world";
import { createLiveSessions } from "./live-sessions";
import type { GatewaySession } from "./session";

function store() {
  let clock = 0;
  const controllers = new Map<string, AbortController>();
  const questions: { readonly id: string; readonly answer: (found: GatewaySession | undefined) => void; readonly fail: (error: Error) => void }[] = [];
  const live = createLiveSessions({
    sessions: {
      byId: (id) => new Promise((answer, fail) => questions.push({ id, answer, fail })),
      ended: (id) => {
        const found = controllers.get(id) ?? new AbortController();
        controllers.set(id, found);
        return found.signal;
      },
    },
    now: () => clock,
  });
  return { live, questions, later: (ms: number) => void (clock += ms), end: (id: string) => controllers.get(id)?.abort() };
}

const found = (sessionId: string): GatewaySession => ({ sessionId, person: staff });

it("asks once however many ask at the same time, and again only after a second", async () => {
  const { live, questions, later } = store();
  const all = [live.find("a"), live.find("a"), live.find("a")];
  questions[0]?.answer(found("a"));
  for (const one of await Promise.all(all)) expect(one?.person).toBe(staff);
  later(999);
  await live.find("a");
  expect(questions).toHaveLength(1);
  later(1);
  const again = live.find("a");
  expect(questions).toHaveLength(2);
  questions[1]?.answer(undefined);
  expect(await again).toBeUndefined();
});

it("asks nothing else about a session while a question is under way, however long that takes", async () => {
  const { live, questions, later } = store();
  const first = live.find("a");
  later(5_000);
  const second = live.find("a");
  expect(questions).toHaveLength(1);
  questions[0]?.answer(found("a"));
  expect(await Promise.all([first, second])).toHaveLength(2);
});

it("never takes one session's answer for another's", async () => {
  const { live, questions } = store();
  const both = [live.find("a"), live.find("b")];
  questions[1]?.answer(found("b"));
  questions[0]?.answer(found("a"));
  expect((await Promise.all(both)).map((one) => one?.sessionId)).toEqual(["a", "b"]);
});

it("CVE-2026-34454: knows in the same moment that a session has ended", async () => {
  const { live, questions, end } = store();
  const first = live.find("a");
  questions[0]?.answer(found("a"));
  const session = await first;
  expect(session?.ended.aborted).toBe(false);
  end("a");
  expect(session?.ended.aborted).toBe(true);
  expect(await live.find("a")).toBeUndefined();
});

it("lets nobody in by an answer that was given before the session ended", async () => {
  const { live, questions, end } = store();
  const asked = live.find("a");
  end("a");
  questions[0]?.answer(found("a"));
  expect(await asked).toBeUndefined();
});

it("lets nobody in while the Store does not answer, and asks again at once when it does", async () => {
  const { live, questions } = store();
  const first = live.find("a");
  questions[0]?.fail(new CastorError("unreachable", "The Store does not answer."));
  await expect(first).rejects.toMatchObject({ code: "unreachable" });
  const second = live.find("a");
  expect(questions).toHaveLength(2);
  questions[1]?.answer(found("a"));
  expect((await second)?.sessionId).toBe("a");
});
