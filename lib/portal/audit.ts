import { CastorError, httpStatus, isCastorError, problemOf, type AuditEntry, type AuditFilter, type Person } from "@/lib/model";
import { mostAuditEntries, type Store } from "@/lib/store";
import { secretValue } from "@/lib/tools/kubernetes";
import { auditCsv } from "./audit-csv";
import type { Auditor } from "./auditor";
import type { ClusterParts } from "./cluster";
import type { Portal } from "./index";

interface Parts {
  readonly find: (person: Person, cluster: string) => ClusterParts;
  readonly store: Pick<Store["audit"], "list">;
  readonly auditor: Auditor;
}

/** As many entries as one export holds. */
const mostExported = 100_000;

/** The Portal's answers about what people changed, and the showing of secret values, which counts as such. */
export function auditOf({ find, store, auditor }: Parts): Pick<Portal, "audit" | "auditExport" | "revealSecret"> {
  /** Administrators see everything; everybody else what happened to an object that they may read. */
  async function allowed(person: Person, filter: AuditFilter, signal?: AbortSignal): Promise<AuditFilter> {
    if (person.admin) return filter;
    const { cluster, group = "", resource, namespace, name } = filter;
    if (cluster === undefined || resource === undefined || name === undefined) throw new CastorError("forbidden", "Only administrators see everything that was changed; each object's page shows its own history.");
    const right = { verb: "get", group, resource, name, ...(namespace === undefined ? {} : { namespace }) };
    const [answer] = await find(person, cluster).rights(person, [right], signal);
    if (answer?.allowed !== true) throw new CastorError("forbidden", "You may not read this object, so you may not see its history.");
    return { ...filter, group };
  }

  async function audit(person: Person, filter: AuditFilter, signal?: AbortSignal): Promise<readonly AuditEntry[]> {
    const found = await store.list(await allowed(person, filter, signal));
    // Where somebody sat is nobody's business but the administrators'.
    return person.admin ? found : found.map((entry) => ({ ...entry, from: "" }));
  }

  async function* pages(person: Person, filter: AuditFilter): AsyncGenerator<readonly AuditEntry[]> {
    let after = filter.after;
    for (let told = 0; told < mostExported; told += mostAuditEntries) {
      const page = await audit(person, { ...filter, limit: mostAuditEntries, ...(after === undefined ? {} : { after }) });
      yield page;
      after = page.at(-1)?.id;
      if (page.length < mostAuditEntries) return;
    }
  }

  return {
    audit,
    async auditExport(person, filter, format, signal) {
      // Refused before the answer begins.
      await audit(person, { ...filter, limit: 1 }, signal);
      return format === "csv" ? auditCsv(pages(person, filter)) : auditJson(pages(person, filter));
    },
    async revealSecret(person, cluster, { namespace, name, key }, { from, signal }) {
      const parts = find(person, cluster);
      const change = { person, from, cluster, verb: "reveal", group: "", version: "v1", resource: "secrets", subresource: key, namespace, name, dryRun: false };
      try {
        if (!parts.settings.kubernetes.revealSecrets) throw new CastorError("forbidden", `Castor shows no values of Secrets of ${parts.settings.title}.`);
        if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key)) throw new CastorError("invalid", "That cannot be a key of a Secret.");
      } catch (error) {
        await auditor.refused({ ...change, subresource: key.slice(0, 253) }, error, isCastorError(error) ? httpStatus(error.code) : 500);
        throw error;
      }
      const complete = await auditor.begin(change);
      try {
        const { value, version } = await secretValue(parts.api, { namespace, name, key }, await parts.headers(person), signal);
        await complete({ status: 200, ...(version === undefined ? {} : { before: version, after: version }) });
        const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
        try {
          return { value: text.decode(value), encoding: "utf-8" };
        } catch {
          return { value: value.toString("base64"), encoding: "base64" };
        }
      } catch (error) {
        const { code, message } = problemOf(error);
        await complete({ status: httpStatus(code), message });
        throw error;
      }
    },
  };
}

async function* auditJson(pages: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  let first = true;
  yield "[";
  for await (const page of pages) {
    for (const entry of page) {
      yield `${first ? "\n" : ",\n"}${JSON.stringify({ ...entry, at: new Date(entry.at).toISOString() })}`;
      first = false;
    }
  }
  yield "\n]\n";
}
