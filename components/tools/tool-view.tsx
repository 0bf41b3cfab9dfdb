import Link from "next/link";
import { buttonLook } from "@/components/ui/button";
import type { Cluster, ToolPage } from "@/lib/model";
import { OpeningNote } from "./opening-note";
import { ToolFrame } from "./tool-frame";
import { ToolHeading } from "./tool-heading";
import { OwnTab, ToolShell } from "./tool-shell";

/** The topics that a tool's page listens to. */
export const toolTopics = (cluster: string): readonly string[] => [`health/${cluster}`];

/** The page of one tool: the tool itself in a frame, or why there is none. */
export function ToolView({ cluster, page }: { readonly cluster: Cluster; readonly page: ToolPage }) {
  const heading = <ToolHeading cluster={cluster} page={page} />;
  const { frame, ...rest } = page;
  if (frame !== undefined) return <ToolFrame cluster={{ id: cluster.id, title: cluster.title, accent: cluster.accent }} page={{ ...rest, frame }} heading={heading} />;
  const ways = (
    <>
      {page.tab === undefined ? null : <OwnTab href={page.tab} words={`Open ${page.title} in its own tab`} />}
      <Link href={`/clusters/${cluster.id}`} prefetch={false} className={buttonLook}>
        All of {cluster.title}
      </Link>
    </>
  );
  return (
    <ToolShell accent={cluster.accent} heading={heading}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <OpeningNote opening={page.opening} actions={ways} />
      </div>
    </ToolShell>
  );
}
