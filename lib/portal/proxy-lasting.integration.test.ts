import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ada, createProxied, idToken, type Proxied } from "./fixtures/proxied";

let castor: Proxied;
beforeAll(async () => (castor = await createProxied()), 60_000);
afterAll(() => castor.close());
beforeEach(() => castor.signIn());

const problem = (body: string) => (JSON.parse(body) as { error: { code: string; message: string } }).error;
const pod = "/api/v1/namespaces/p47/pods/x";

describe("what lasts", () => {
  /** An upstream that sends a line each time it is told to, and says when its reader is gone. */
  const lasting = () => {
    const state = { write: (_: string) => undefined as unknown, gone: undefined as Promise<unknown> | undefined };
    castor.answers((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      response.write("first\n");
      state.write = (text) => response.write(text);
      state.gone = once(response, "close");
    });
    return state;
  };
  const follow = () => castor.open(`/api/clusters/pollux/kubernetes${pod}/log?follow=true`);

  it("arrives as it is sent", async () => {
    const upstream = lasting();
    const response = await follow();
    expect(String((await once(response, "data"))[0])).toBe("first\n");
    upstream.write("second\n");
    expect(String((await once(response, "data"))[0])).toBe("second\n");
    response.destroy();
    await upstream.gone;
  });

  it("ends upstream when the browser goes", async () => {
    const upstream = lasting();
    const response = await follow();
    await once(response, "data");
    response.destroy();
    await upstream.gone;
  });

  it("ends with the session", async () => {
    const upstream = lasting();
    const response = await follow();
    await once(response, "data");
    castor.signOut();
    await expect(once(response, "end")).rejects.toThrow("aborted");
    await upstream.gone;
    expect((await castor.ask("/api/v1/pods")).status).toBe(401);
  });

  it("is bounded for each person, and free again when it ends", async () => {
    lasting();
    const open = [await follow(), await follow(), await follow()];
    const fourth = await castor.ask(`${pod}/log?follow=true`);
    expect([fourth.status, problem(fourth.body).message]).toEqual([409, "You follow 3 logs and watches already; close one first."]);
    castor.signIn("bob", { ...ada, id: "https://i#bob" });
    const other = await castor.open(`/api/clusters/pollux/kubernetes${pod}/log?follow=true`, { cookie: "session=bob" });
    expect(other.statusCode).toBe(200);
    for (const each of [...open, other]) each.destroy();
    await expect.poll(async () => (await follow().then((response) => (response.destroy(), response.statusCode)))).toBe(200);
  });

  it("is not read faster than the browser takes it", async () => {
    let written = 0;
    castor.answers((_, response) => {
      response.writeHead(200, { "content-type": "text/plain" });
      const line = Buffer.alloc(64 * 1024, "x");
      const more = () => {
        let room = !response.destroyed;
        while (room) {
          room = response.write(line);
          written += line.length;
        }
        response.once("drain", more);
      };
      more();
    });
    const response = await follow();
    response.pause();
    // What does not grow any more is held back.
    let before = -1;
    await expect.poll(() => {
      const still = written === before && written > 0;
      before = written;
      return still;
    }, { interval: 200, timeout: 20_000 }).toBe(true);
    expect(written).toBeLessThan(64 * 1024 * 1024);
    response.destroy();
  });
});

describe("with people's own tokens", () => {
  let other: Proxied;
  beforeAll(async () => (other = await createProxied("id-token")), 60_000);
  afterAll(() => other.close());

  it("the upstream gets the token and nothing of Castor's", async () => {
    await other.ask("/api/v1/pods", { headers: ["authorization", "Bearer forged", "impersonate-user", "admin"] });
    expect(other.got[0]?.headers).toEqual({ host: expect.any(String) as string, connection: "keep-alive", accept: "application/json", authorization: `Bearer ${idToken}` });
  });

  it("a refused token asks to sign in again", async () => {
    other.json({ kind: "Status", code: 401 }, 401);
    const answer = await other.ask("/api/v1/pods");
    expect([answer.status, problem(answer.body)]).toEqual([401, { code: "unauthorized", message: "The Kubernetes API of Pollux does not accept your sign-in; sign in again." }]);
  });
});
