import Link from "next/link";
import { Eye } from "lucide-react";
import { StageBadge } from "@/components/clusters/cluster-head";
import { ToolIcon, ToolIconSheet } from "@/components/clusters/tool-icon";
import type { Cluster, ToolPage } from "@/lib/model";

/** Which tool of which cluster is shown, and whether this person may change anything in it. */
export function ToolHeading({ cluster, page }: { readonly cluster: Cluster; readonly page: ToolPage }) {
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2.5">
      <ToolIconSheet icons={[page.icon]} />
      <span className="shrink-0 text-muted max-[360px]:hidden">
        <ToolIcon icon={page.icon} />
      </span>
      <h1 className="min-w-0 truncate text-[15px] font-semibold tracking-tight">
        {page.title}
        <span className="font-normal text-muted">
          {" of "}
          <Link href={`/clusters/${cluster.id}`} prefetch={false} className="underline decoration-line-strong underline-offset-2 hover:text-text">
            {cluster.title}
          </Link>
        </span>
      </h1>
      <span className="shrink-0 max-sm:hidden">
        <StageBadge stage={cluster.stage} />
      </span>
      {page.frame?.level === "read" ? <ReadOnly /> : null}
    </div>
  );
}

/** Says that this person may look, but change nothing. */
function ReadOnly() {
  return (
    <span title="You may look here, but change nothing." className="inline-flex h-[22px] shrink-0 items-center gap-1 rounded-full border border-line-strong px-2 text-xs font-medium whitespace-nowrap text-muted">
      <Eye aria-hidden="true" width={13} height={13} />
      Read-only
    </span>
  );
}
