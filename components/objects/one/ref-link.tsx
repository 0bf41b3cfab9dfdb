import Link from "next/link";
import type { ReactNode } from "react";
import { objectHref, wellKnownRef, type ObjectRef } from "@/lib/model";

/** Leads to the page of an object. */
export function RefLink({ cluster, of, children }: { readonly cluster: string; readonly of: ObjectRef; readonly children?: ReactNode }) {
  return (
    <Link href={objectHref(cluster, of)} prefetch={false} className="font-medium wrap-anywhere underline decoration-line-strong underline-offset-2 hover:decoration-current">
      {children ?? of.name}
    </Link>
  );
}

/** The name of what an event is about: a link where its kind is one that everybody knows. */
export function NamedObject({ cluster, of }: { readonly cluster: string; readonly of: { readonly kind: string; readonly name: string; readonly namespace?: string } }) {
  const ref = wellKnownRef(of);
  return ref === undefined ? <>{of.name}</> : <RefLink cluster={cluster} of={ref} />;
}
