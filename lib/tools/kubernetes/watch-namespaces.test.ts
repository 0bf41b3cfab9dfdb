import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { CastorError } from "@/lib/model";
import { closeAll, following, json, page, row, watching, type Answer } from "./fixtures/following";

afterEach(closeAll);

describe("where not all may be listed", () => {
  const answers: Answer = (url, response) => {
    if (url.pathname === "/api/v1/pods") return void json(response, { code: 403 }, 403);
    const namespace = url.pathname.split("/")[4] ?? "";
    if (watching(url)) return void response.writeHead(200).flushHeaders();
    json(response, page([row(`in-${namespace}`, "Running", namespace)]));
  };

  it("is one table of every namespace that may, and says which", async () => {
    const seen = await following(answers, {}, { allowed: async () => ["p47", "p48"] });
    await seen.until(() => seen.complete() && seen.names().length === 2);
    expect(seen.names().sort()).toEqual(["in-p47", "in-p48"]);
    expect(seen.told[0]?.namespaces).toEqual(["p47", "p48"]);
    expect(seen.told.filter(({ columns: begins }) => begins !== undefined)).toHaveLength(1);
  });

  it("is forbidden, in a sentence, where that is none", async () => {
    const none = () => Promise.reject(new CastorError("forbidden", "Your groups may not list pods in any namespace of this cluster."));
    const seen = await following(answers, {}, { allowed: none });
    expect(await seen.failed()).toMatchObject({ code: "forbidden" });
    const asked = await following((_, response) => void json(response, { code: 403 }, 403), { namespaces: ["kube-system"] });
    expect(await asked.failed()).toMatchObject({ code: "forbidden", message: "You may not list pods in kube-system." });
  });

  it("looks in the namespaces that are asked for, and nowhere else", async () => {
    const seen = await following(answers, { namespaces: ["p47", "p48"], labelSelector: "app=x" });
    await seen.until(() => seen.complete() && seen.names().length === 2);
    expect(seen.server.requests.every(({ url }) => /^\/api\/v1\/namespaces\/p4[78]\/pods\?.*labelSelector=app%3Dx/.test(url ?? ""))).toBe(true);
  });

  it("replaces only the rows of the namespace whose watch expired", async () => {
    let anew = false;
    const watches = new Map<string, ServerResponse>();
    const seen = await following((url, response) => {
      const namespace = url.pathname.split("/")[4] ?? "";
      if (watching(url)) {
        watches.set(namespace, response);
        return void response.writeHead(200).flushHeaders();
      }
      json(response, page([row(anew ? "new" : "old", "Running", namespace)]));
      if (watches.size === 2) return;
    }, { namespaces: ["p47", "p48"] });
    await seen.until(() => seen.complete() && seen.names().length === 2);
    while (watches.size < 2) await new Promise((resolve) => setImmediate(resolve));
    anew = true;
    watches.get("p47")?.end(`${JSON.stringify({ type: "ERROR", object: { code: 410 } })}\n`);
    await seen.until(() => seen.names().includes("new"));
    expect(seen.names().sort()).toEqual(["new", "old"]);
  });
});
