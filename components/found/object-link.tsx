import Link from "next/link";
import type { FoundObject } from "@/lib/model";
import { foundObjectHref } from "./words";

/** The object that says something of a tool: its kind, and its name as the way to its page. */
export function ObjectLink({ cluster, object }: { readonly cluster: string; readonly object: FoundObject }) {
  return (
    <span className="wrap-anywhere">
      {object.kind}{" "}
      <Link href={foundObjectHref(cluster, object)} prefetch={false} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">
        {object.namespace}/{object.name}
      </Link>
    </span>
  );
}
