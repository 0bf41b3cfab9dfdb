import { describe, expect, it } from "vitest";
import { CastorError, type AuditEntry, type AuditFilter, type Person, type Right } from "@/lib/model";
import { loopback, json, type Loopback } from "@/lib/wire/fixtures/loopback";
import { kubernetesWire } from "@/lib/tools/kubernetes";
import { auditOf } from "./audit";
import { auditCsv, csvCell } from "./audit-csv";
import type { Auditor } from "./auditor";
import type { ClusterParts } from "./cluster";

const staff: Person = { id: "i#ada", name: "Ada", username: "ada", groups: ["p47"], admin: false };
const admin: Person = { ...staff, admin: true };
const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ id: "7", at: 1_700_000_000_000, person: { id: "i#bob", name: "Bob", username: "bob" }, from: "192.0.2.7", cluster: "pollux", verb: "patch" },
  ...{ group: "apps", version: "v1", resource: "deployments", namespace: "p47", name: "ioc", dryRun: false, status: 200 },
  ...more,
});

interface Given {
  readonly entries?: readonly AuditEntry[];
  readonly allowed?: boolean;
  readonly reveal?: boolean;
  readonly upstream?: Loopback;
  readonly fails?: boolean;
}

function made({ entries = [entry()], allowed = true, reveal = true, upstream, fails = false }: Given = {}) {
  const filters: AuditFilter[] = [];
  const rights: Right[] = [];
  const written: Record<string, unknown>[] = [];
  const auditor: Auditor = {
    async begin(change) {
      if (fails) throw new CastorError("unreachable", "The audit log cannot be written at the moment, so nothing was changed.");
      const line = { ...change } as Record<string, unknown>;
      written.push(line);
      return async (outcome) => void Object.assign(line, outcome);
    },
    refused: async (change, _, status) => void written.push({ ...change, status }),
  };
  const wire = kubernetesWire({ via: "url", url: upstream?.url ?? "http://127.0.0.1:9", token: "castor" }, { name: "Kubernetes" });
  const cluster = {
    settings: { title: "Pollux", kubernetes: { revealSecrets: reveal } },
    api: wire,
    headers: async () => ({ "impersonate-user": "ada" }),
    rights: async (_: Person, asked: readonly Right[]) => {
      rights.push(...asked);
      return asked.map((right) => ({ ...right, allowed }));
    },
  } as unknown as ClusterParts;
  const find = (_: Person, id: string) => {
    if (id !== "pollux") throw new CastorError("not-found", "There is no such cluster.");
    return cluster;
  };
  const list = async (filter: AuditFilter) => {
    filters.push(filter);
    return entries;
  };
  return { ...auditOf({ find, store: { list }, auditor }), filters, rights, written };
}

describe("the audit log", () => {
  it("shows administrators everything", async () => {
    const portal = made();
    expect(await portal.audit(admin, {})).toEqual([entry()]);
    expect(portal.rights).toEqual([]);
  });

  it.each([{}, { cluster: "pollux" }, { cluster: "pollux", resource: "deployments" }, { cluster: "pollux", name: "ioc" }, { resource: "deployments", name: "ioc" }])("shows nobody else more than one object's history (%j)", async (filter) => {
    const portal = made();
    await expect(portal.audit(staff, filter)).rejects.toMatchObject({ code: "forbidden" });
    await expect(portal.auditExport(staff, filter, "csv")).rejects.toMatchObject({ code: "forbidden" });
    expect(portal.filters).toEqual([]);
  });

  it("shows an object's history to those who may read the object, without where people sat", async () => {
    const portal = made();
    const filter = { cluster: "pollux", group: "apps", resource: "deployments", namespace: "p47", name: "ioc" };
    expect(await portal.audit(staff, filter)).toEqual([entry({ from: "" })]);
    expect(portal.rights).toEqual([{ verb: "get", group: "apps", resource: "deployments", namespace: "p47", name: "ioc" }]);
    await expect(made({ allowed: false }).audit(staff, filter)).rejects.toMatchObject({ code: "forbidden" });
    await expect(portal.audit(staff, { ...filter, cluster: "argus" })).rejects.toMatchObject({ code: "not-found" });
  });

  it("finds for them only what the right was about", async () => {
    const portal = made();
    await portal.audit(staff, { cluster: "pollux", resource: "pods", name: "x" });
    expect(portal.rights).toEqual([{ verb: "get", group: "", resource: "pods", name: "x" }]);
    expect(portal.filters[0]).toMatchObject({ group: "", resource: "pods", name: "x" });
  });
});

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let found = "";
  for await (const piece of pieces) found += piece;
  return found;
}

describe("an export", () => {
  it.each(["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", "%x", "＝1"])("is no formula where somebody called an object %j", (name) => {
    expect(csvCell(name)).toMatch(/^"'/);
  });

  it("keeps its rows whatever a cell holds", () => {
    expect(csvCell('a "b", c\r\nd')).toBe('"a ""b"", c d"');
    expect([csvCell(undefined), csvCell(3), csvCell(false), csvCell("plain")]).toEqual(["", "3", "false", '"plain"']);
  });

  it("has a line of titles and a line for each entry", async () => {
    async function* pages() {
      yield [entry(), entry({ id: "6", status: 0, message: '="x"' })];
    }
    const lines = (await text(auditCsv(pages()))).split("\r\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^time,person,username/);
    expect(lines[1]).toContain('"2023-11-14T22:13:20.000Z","Bob","bob"');
    expect(lines[2]).toContain(`"'=""x"""`);
  });

  it("in JSON is one list, page after page", async () => {
    const portal = made({ entries: [entry(), entry({ id: "6" })] });
    const found = JSON.parse(await text(await portal.auditExport(admin, {}, "json"))) as readonly AuditEntry[];
    expect(found.map(({ id, at }) => [id, at])).toEqual([["7", "2023-11-14T22:13:20.000Z"], ["6", "2023-11-14T22:13:20.000Z"]]);
  });
});

describe("a secret's value", () => {
  const asked = { namespace: "p47", name: "db", key: "password" };
  const secret = { metadata: { resourceVersion: "7" }, data: { password: Buffer.from("hunter2").toString("base64"), blob: Buffer.from([0xff, 0xfe, 0x00]).toString("base64") } };
  const with_ = async (given: Given, work: (portal: ReturnType<typeof made>, upstream: Loopback) => Promise<void>, answer: unknown = secret, status = 200) => {
    const upstream = await loopback(json(answer, status));
    try {
      await work(made({ ...given, upstream }), upstream);
    } finally {
      await upstream.close();
    }
  };

  it("is shown as the person may read it, and written down without the value", async () => {
    await with_({}, async (portal, upstream) => {
      expect(await portal.revealSecret(staff, "pollux", asked, { from: "192.0.2.7" })).toEqual({ value: "hunter2", encoding: "utf-8" });
      expect(upstream.requests[0]).toMatchObject({ url: "/api/v1/namespaces/p47/secrets/db" });
      expect(upstream.requests[0]?.headers["impersonate-user"]).toBe("ada");
      expect(portal.written).toEqual([{ person: staff, from: "192.0.2.7", cluster: "pollux", verb: "reveal", group: "", version: "v1", resource: "secrets", subresource: "password", namespace: "p47", name: "db", dryRun: false, status: 200, before: "7", after: "7" }]);
      expect(await portal.revealSecret(staff, "pollux", { ...asked, key: "blob" }, { from: "" })).toEqual({ value: "//4A", encoding: "base64" });
    });
  });

  it("is not shown where the settings do not allow it, and the attempt is written down", async () => {
    await with_({ reveal: false }, async (portal, upstream) => {
      await expect(portal.revealSecret(admin, "pollux", asked, { from: "" })).rejects.toMatchObject({ code: "forbidden" });
      expect(upstream.requests).toHaveLength(0);
      expect(portal.written).toMatchObject([{ verb: "reveal", status: 403 }]);
    });
  });

  it("is not shown where Kubernetes does not let the person read it", async () => {
    await with_({}, async (portal) => {
      await expect(portal.revealSecret(staff, "pollux", asked, { from: "" })).rejects.toMatchObject({ code: "forbidden" });
      expect(portal.written).toMatchObject([{ verb: "reveal", status: 403 }]);
    }, { kind: "Status" }, 403);
  });

  it("is not shown where it cannot be written down", async () => {
    await with_({ fails: true }, async (portal, upstream) => {
      await expect(portal.revealSecret(staff, "pollux", asked, { from: "" })).rejects.toMatchObject({ code: "unreachable" });
      expect(upstream.requests).toHaveLength(0);
    });
  });

  it.each([["missing", "not-found"], ["constructor", "not-found"], ["__proto__", "not-found"], ["a/b", "invalid"], ["", "invalid"], ["a\nb", "invalid"]])("by the key %j is %s", async (key, code) => {
    await with_({}, async (portal) => {
      await expect(portal.revealSecret(staff, "pollux", { ...asked, key }, { from: "" })).rejects.toMatchObject({ code });
    });
  });

  it.each(["../x", "", ".", "..", "a/b"])("of a name that would lead elsewhere (%j) is not asked for", async (name) => {
    await with_({}, async (portal, upstream) => {
      await expect(portal.revealSecret(staff, "pollux", { ...asked, name }, { from: "" })).rejects.toMatchObject({ code: "invalid" });
      expect(upstream.requests).toHaveLength(0);
    });
  });
});
