import { describe, expect, it } from "vitest";
import { auditHref, auditSearch } from "./audit-search";
import { deed, kindWords, outcome } from "./words";

describe("an entry in words", () => {
  it.each([
    [{ verb: "patch" }, "Change"],
    [{ verb: "patch", subresource: "scale" }, "Scale"],
    [{ verb: "create", subresource: "eviction" }, "Evict"],
    [{ verb: "reveal", subresource: "password" }, "See the value of password"],
    [{ verb: "create", subresource: "exec" }, "Create exec"],
    [{ verb: "approve" }, "approve"],
    [{ verb: "create", subresource: "constructor" }, "Create constructor"],
  ])("%j is “%s”", (entry, words) => {
    expect(deed(entry)).toBe(words);
  });

  it.each([
    [0, false, "stale", "Not known"],
    [200, false, "ok", "Done"],
    [200, true, "info", "Only tried (dry run)"],
    [403, true, "warn", "Not allowed"],
    [418, false, "warn", "Refused"],
    [502, false, "crit", "Failed"],
  ])("status %i, dry run %s: %s, “%s”", (status, dryRun, state, word) => {
    expect(outcome({ status, dryRun })).toEqual({ state, word });
  });

  it("says where an object is", () => {
    expect(kindWords({ group: "apps", resource: "deployments", namespace: "p47" })).toBe("deployments.apps in p47");
    expect(kindWords({ group: "", resource: "namespaces", namespace: "p47" })).toBe("namespaces");
  });
});

describe("the address of the audit page", () => {
  const now = Date.UTC(2026, 10, 21, 12);

  it("is read back as it was written", () => {
    const fields = { cluster: "pollux", person: "ada & bob", verb: "patch", failed: "true", since: "2026-11-20", until: "2026-11-20" };
    const query = new URL(auditHref(fields), "http://x").searchParams;
    const search = auditSearch(Object.fromEntries(query), now);
    expect(search.fields).toEqual(fields);
    expect(search.filter).toEqual({ cluster: "pollux", person: "ada & bob", verb: "patch", failed: true, since: Date.UTC(2026, 10, 20), until: Date.UTC(2026, 10, 21) });
    expect(auditHref({})).toBe("/audit");
  });

  it("may name a span that ends now", () => {
    expect(auditSearch({ within: "24h" }, now).filter).toEqual({ since: now - 86_400_000 });
    expect(auditSearch({ within: "constructor" }, now).filter).toEqual({});
  });

  it("with what is no filter is told so", () => {
    for (const search of [{ since: "yesterday" }, { after: "1 or 1" }, { name: "a\u0000" }]) expect(() => auditSearch(search, now)).toThrow();
    expect(auditSearch({ cluster: ["a", "b"], other: "x" }, now)).toEqual({ fields: {}, filter: {} });
  });
});
