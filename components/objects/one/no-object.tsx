import Link from "next/link";
import { buttonLook } from "@/components/ui/button";
import { resourceHref, type Cluster, type Problem } from "@/lib/model";
import type { ObjectAddress } from "./object-address";

/** Where no object could be shown: what that can mean, and the ways on. */
export function NoObject({ cluster, address, problem }: { readonly cluster: Cluster; readonly address: ObjectAddress; readonly problem: Problem }) {
  return (
    <section aria-label="Nothing to show" className="flex max-w-prose flex-col gap-2 py-4">
      <h2 className="text-base font-semibold tracking-tight">{title(problem)}</h2>
      <p>{problem.message}</p>
      <p className="text-muted">{advice(problem)}</p>
      <p className="mt-2 flex flex-wrap gap-2">
        {problem.code === "invalid" ? null : (
          <Link href={`${resourceHref(cluster.id, address)}${address.namespace === undefined ? "" : `?namespace=${encodeURIComponent(address.namespace)}`}`} prefetch={false} className={buttonLook}>
            All {address.resource}
          </Link>
        )}
        <Link href={`/clusters/${cluster.id}/objects`} prefetch={false} className={buttonLook}>
          All kinds of {cluster.title}
        </Link>
      </p>
    </section>
  );
}

function title({ code }: Problem): string {
  if (code === "not-found") return "It is not there";
  if (code === "forbidden") return "You may not read it";
  if (code === "invalid") return "This cluster does not know the kind";
  return "It cannot be shown now";
}

function advice({ code }: Problem): string {
  if (code === "not-found") return "It was deleted or renamed, or it has a new name with each rollout, as pods have. If it comes back, this page shows it by itself.";
  if (code === "forbidden") return "Kubernetes decides with your own rights. Ask whoever manages the namespace for a Role that may get this kind, and name the sentence above.";
  if (code === "invalid") return "The program that brings this kind may not be installed here, or may serve it under another version. Look for it among all kinds.";
  return "Castor keeps asking; the page comes by itself when the cluster answers.";
}
