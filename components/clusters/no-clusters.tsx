import { ServerOff } from "lucide-react";
import type { Person } from "@/lib/model";

/** What a person sees to whom no cluster is open: why, and whom to ask for what. */
export function NoClusters({ person }: { readonly person: Person }) {
  return (
    <section className="mx-auto flex max-w-xl flex-col items-start gap-3 py-16">
      <ServerOff aria-hidden="true" width={28} height={28} className="text-faint" />
      <h1 className="text-xl font-semibold tracking-tight">No cluster is open to you yet</h1>
      <p className="text-muted">
        You are signed in as <b className="font-medium text-text">{person.username}</b>
        {person.groups.length === 0 ? ", and belong to no group" : `, and belong to ${person.groups.join(", ")}`}. Clusters are opened to groups.
      </p>
      <p className="text-muted">Ask the administrators of your cluster to add you to its group, then sign out and in again: groups are read when you sign in.</p>
    </section>
  );
}
