import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createWorld } from "../../world/world";
import { apiSession, namesOf } from "./api-session";
import type { ApiSession } from "./api-session";

const begun = Date.UTC(2026, 5, 15, 10);
let now = begun;
let session: ApiSession;
const configMaps = { group: "", version: "v1", plural: "configmaps" };
const path = "/api/v1/namespaces/default/configmaps";
const put = (name: string, labels: Record<string, string> = {}, namespace = "default") => session.api.store.put(configMaps, { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels }, data: { secret: "no" } });
const remove = (name: string) => session.api.store.remove(configMaps, "default", name);

beforeAll(async () => {
  session = await apiSession(createWorld({ clock: () => now, seed: 1, host: false }), "i22");
});
afterAll(() => session.stop());
beforeEach(() => {
  for (const { metadata } of [...session.api.store.list(configMaps, "default")]) remove(metadata.name);
  for (let n = 0; n < 25; n++) put(`c${String(n).padStart(2, "0")}`, { odd: String(n % 2 === 1) });
});

describe("a list", () => {
  it("comes in pages that together are the state in which it began, whatever happens meanwhile", async () => {
    const whole = namesOf(await session.ask(path));
    const found: (string | undefined)[] = [];
    let next = "";
    const versions = new Set<unknown>();
    do {
      const page = await session.ask(`${path}?limit=4&continue=${next}`);
      found.push(...namesOf(page));
      versions.add(page.body.metadata.resourceVersion);
      next = String(page.body.metadata.continue ?? "");
      put(`a-new-${found.length}`);
      remove(`c${String(found.length + 1).padStart(2, "0")}`);
    } while (next !== "");
    expect(found).toEqual(whole);
    expect(versions.size).toBe(1);
  });

  it("says how many are left, but not when it would have to look", async () => {
    expect((await session.ask(`${path}?limit=10`)).body.metadata).toMatchObject({ remainingItemCount: 15, continue: expect.any(String) as unknown });
    expect((await session.ask(`${path}?limit=5&labelSelector=odd%3Dtrue`)).body.metadata.remainingItemCount).toBeUndefined();
  });

  it("cannot be continued for ever, nor by a token of one's own", async () => {
    const { body } = await session.ask(`${path}?limit=10`);
    now += 6 * 60_000;
    expect(await session.ask(`${path}?limit=10&continue=${body.metadata.continue ?? ""}`)).toMatchObject({ status: 410, body: { reason: "Expired", code: 410 } });
    expect(await session.ask(`${path}?continue=nonsense`)).toMatchObject({ status: 400, body: { message: "continue key is not valid" } });
  });

  it("is of exactly the version that is asked for", async () => {
    const then = (await session.ask(path)).body.metadata.resourceVersion ?? "";
    remove("c00");
    expect(namesOf(await session.ask(`${path}?resourceVersion=${then}&resourceVersionMatch=Exact`))).toContain("c00");
    expect(namesOf(await session.ask(`${path}?resourceVersion=${then}&resourceVersionMatch=NotOlderThan`))).not.toContain("c00");
    expect(await session.ask(`${path}?resourceVersion=999999`)).toMatchObject({ status: 504, body: { reason: "Timeout" } });
    expect(await session.ask(`${path}?resourceVersionMatch=Exact`)).toMatchObject({ status: 422 });
  });

  it("is narrowed by labels and names", async () => {
    expect(namesOf(await session.ask(`${path}?labelSelector=odd+in+(true)`))).toHaveLength(12);
    expect(namesOf(await session.ask(`${path}?fieldSelector=metadata.name%3Dc07`))).toEqual(["c07"]);
    expect(await session.ask(`${path}?fieldSelector=data.secret%3Dno`)).toMatchObject({ status: 400, body: { message: "field label not supported: data.secret" } });
  });
});

describe("the form of an answer", () => {
  const accept = (as: string) => ({ headers: { accept: `application/json;as=${as};v=v1;g=meta.k8s.io, application/json` } });

  it("is a Table with as much of each object as is asked for", async () => {
    const rows = async (include: string) => ((await session.ask(`${path}?limit=1&includeObject=${include}`, "admin", accept("Table"))).body.rows as readonly { cells: unknown[]; object?: object }[])[0];
    expect(await rows("None")).toEqual({ cells: ["c00", 1, expect.any(String)] });
    expect((await rows("Metadata"))?.object).toMatchObject({ kind: "PartialObjectMetadata", metadata: { name: "c00" } });
    expect((await rows("Metadata"))?.object).not.toHaveProperty("data");
    expect((await rows("Object"))?.object).toMatchObject({ data: { secret: "no" } });
    expect(await session.ask(`${path}/c00`, "admin", accept("Table"))).toMatchObject({ body: { kind: "Table", rows: [{ cells: ["c00", 1, expect.any(String) as unknown] }] } });
  });

  it("is metadata alone for those who want no more", async () => {
    const { body } = await session.ask(path, "admin", accept("PartialObjectMetadataList"));
    expect(body.kind).toBe("PartialObjectMetadataList");
    expect(body.items[0]).toEqual({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: expect.objectContaining({ name: "c00" }) as unknown });
  });

  it("is refused where it cannot be given, and found where another may be", async () => {
    const of = async (header: string) => (await session.ask("/api/v1/namespaces", "admin", { headers: { accept: header } })).status;
    expect(await of("application/vnd.kubernetes.protobuf")).toBe(406);
    expect(await of("application/vnd.kubernetes.protobuf, application/json")).toBe(200);
  });
});

describe("what does not exist", () => {
  it("is said to be missing, in words that tell objects, kinds and methods apart", async () => {
    expect(await session.ask(`${path}/nothing`)).toMatchObject({ status: 404, body: { message: 'configmaps "nothing" not found', details: { name: "nothing", kind: "configmaps" } } });
    expect(await session.ask("/apis/nothing.io/v1/things")).toMatchObject({ status: 404, body: { message: "the server could not find the requested resource" } });
    expect((await session.ask("/api/v1/namespaces/default", "admin", { method: "POST" })).status).toBeGreaterThanOrEqual(400);
    expect(await session.ask(`${path}/c00/scale`)).toMatchObject({ status: 404 });
  });
});
