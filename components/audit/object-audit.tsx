import type { ObjectRef } from "@/lib/model";

/** What people changed of one object through Castor. */
export function ObjectAudit({ refData }: { readonly cluster: string; readonly refData: ObjectRef }) {
  return <p className="text-muted">The history of {refData.name} cannot be shown yet.</p>;
}
