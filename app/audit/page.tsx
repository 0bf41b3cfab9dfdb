import type { Metadata } from "next";
import { requirePerson } from "@/app/gate";
import { AuditPage } from "@/components/audit/audit-page";
import { auditSearch, pageSize, type AuditSearch } from "@/components/audit/audit-search";
import { DeadEnd } from "@/components/layout/dead-end";
import { Snapshots } from "@/components/ui/snapshots";
import { problemOf } from "@/lib/model/problem";
import { portal } from "@/lib/portal";

export const metadata: Metadata = { title: "Audit" };

interface Props {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** What people changed, for administrators; the filter is in the address. */
export default async function Page({ searchParams }: Props) {
  const person = await requirePerson();
  if (!person.admin) {
    return (
      <DeadEnd title="The audit log is for administrators">
        <p>It tells who changed what in every cluster. You are signed in as {person.username}, who is not in a group of administrators.</p>
        <p>What was changed of one object is on that object’s own page, under History, for everybody who may read it.</p>
      </DeadEnd>
    );
  }
  const now = new Date().getTime();
  const found = await entriesOf(await searchParams, now, (filter) => portal().audit(person, { ...filter, limit: pageSize }));
  return (
    <Snapshots at={now} of={[]}>
      <AuditPage {...found} clusters={portal().clusters(person)} />
    </Snapshots>
  );
}

async function entriesOf(params: Awaited<Props["searchParams"]>, now: number, ask: (filter: AuditSearch["filter"]) => ReturnType<ReturnType<typeof portal>["audit"]>) {
  try {
    const search = auditSearch(params, now);
    try {
      return { search, entries: await ask(search.filter) };
    } catch (error) {
      return { search, entries: [], problem: problemOf(error).message };
    }
  } catch (error) {
    return { search: { fields: {}, filter: {} }, entries: [], problem: problemOf(error).message };
  }
}
