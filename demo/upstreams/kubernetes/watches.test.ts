import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWorld } from "../../world/world";
import { apiSession } from "./api-session";
import type { ApiSession, Told } from "./api-session";

let now = Date.UTC(2026, 5, 15, 10);
let session: ApiSession;
const configMaps = { group: "", version: "v1", plural: "configmaps" };
const put = (name: string, labels: Record<string, string> = {}, namespace = "default") => session.api.store.put(configMaps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels } });
const remove = (name: string) => session.api.store.remove(configMaps, "default", name);
const watch = (query: string) => `/api/v1/namespaces/default/configmaps?watch=true&${query}`;
const words = (told: readonly Told[]) => told.map(({ type, object }) => `${type} ${object.metadata.name ?? ""}`);
const last = ({ object }: Told) => object.metadata.name === "last";

beforeAll(async () => {
  session = await apiSession(createWorld({ clock: () => now, seed: 1, host: false }), "i22");
});
afterAll(() => session.stop());
beforeEach(() => {
  for (const { metadata } of [...session.api.store.list(configMaps, "default")]) remove(metadata.name);
});

describe("a watch", () => {
  it("goes on from the version it is given, without a gap and without repetition", async () => {
    put("before");
    const { revision } = session.api.store;
    put("missed");
    remove("missed");
    const told = await session.until(watch(`resourceVersion=${revision}`), last, () => {
      put("live");
      put("elsewhere", {}, "kube-system");
      put("last");
    });
    expect(words(told)).toEqual(["ADDED missed", "DELETED missed", "ADDED live", "ADDED last"]);
    const versions = told.map(({ object }) => Number(object.metadata.resourceVersion));
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it("tells first of what is there when it is given no version", async () => {
    put("a");
    put("b");
    expect(words(await session.until(watch(""), last, () => put("last")))).toEqual(["ADDED a", "ADDED b", "ADDED last"]);
  });

  it("marks the end of what was there where it is asked to", async () => {
    put("a");
    const told = await session.until(watch("sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true"), ({ type }) => type === "BOOKMARK");
    expect(told.at(-1)).toMatchObject({ type: "BOOKMARK", object: { kind: "ConfigMap", metadata: { annotations: { "k8s.io/initial-events-end": "true" }, resourceVersion: String(session.api.store.revision) } } });
  });

  it("sees objects come and go when they begin and cease to fit its selector", async () => {
    put("x", { fit: "no" });
    const told = await session.until(watch(`resourceVersion=${session.api.store.revision}&labelSelector=fit%3Dyes`), last, () => {
      put("x", { fit: "yes" });
      put("x", { fit: "yes", more: "1" });
      put("x", { fit: "no", more: "1" });
      put("x", { fit: "no", more: "2" });
      remove("x");
      put("last", { fit: "yes" });
    });
    expect(words(told)).toEqual(["ADDED x", "MODIFIED x", "DELETED x", "ADDED last"]);
  });

  it("is a Table for those who want one, with its columns once", async () => {
    const response = await fetch(session.base + watch(`resourceVersion=${session.api.store.revision}`), { headers: { authorization: "Bearer admin", accept: "application/json;as=Table;v=v1;g=meta.k8s.io" } });
    put("one");
    put("two");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (text.split("\n").length < 3) text += (await reader?.read())?.value ?? "";
    await reader?.cancel();
    const [first, second] = text.split("\n").map((line) => (line === "" ? undefined : (JSON.parse(line) as { object: { columnDefinitions: unknown; rows: { cells: unknown[] }[] } })));
    expect(first?.object).toMatchObject({ kind: "Table", columnDefinitions: expect.arrayContaining([expect.objectContaining({ name: "Data" })]) as unknown, rows: [{ cells: ["one", 0, "0s"] }] });
    expect(second?.object).toMatchObject({ columnDefinitions: null, rows: [{ cells: ["two", 0, "0s"] }] });
  });

  it("says 410 where it begins too long ago, and refuses a version that is still to come", async () => {
    const old = session.api.store.revision;
    put("forgotten");
    now += 6 * 60_000;
    put("new");
    expect(await session.until(watch(`resourceVersion=${old}`), () => true)).toMatchObject([{ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired" } }]);
    expect((await session.ask(watch("resourceVersion=99999999"))).status).toBe(504);
    expect((await session.ask(watch("resourceVersion=soon"))).status).toBe(400);
  });

  it("ends when its time is up", async () => {
    const response = await fetch(session.base + watch(`timeoutSeconds=1&resourceVersion=${session.api.store.revision}`), { headers: { authorization: "Bearer admin" } });
    expect(await response.text()).toBe("");
  });
});
