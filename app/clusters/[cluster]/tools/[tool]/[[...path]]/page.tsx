import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { ToolView, toolTopics } from "@/components/tools/tool-view";
import { Snapshots } from "@/components/ui/snapshots";
import { isCastorError, type Person, type ToolPage } from "@/lib/model";
import { portal } from "@/lib/portal";

interface Props {
  /** What follows the tool is its own address: only the browser reads it, because here it comes decoded and without its hash. */
  readonly params: Promise<{ readonly cluster: string; readonly tool: string }>;
}

function toolPage(person: Person, cluster: string, tool: string): ToolPage {
  try {
    return portal().tools.page(person, cluster, tool);
  } catch (error) {
    if (isCastorError(error) && error.code === "not-found") notFound();
    throw error;
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const person = await requirePerson();
  const { cluster, tool } = await params;
  return { title: `${toolPage(person, cluster, tool).title} of ${visibleCluster(person, cluster).title}` };
}

/** A tool inside Castor. */
export default async function Page({ params }: Props) {
  const person = await requirePerson();
  const { cluster: id, tool } = await params;
  const cluster = visibleCluster(person, id);
  const page = toolPage(person, id, tool);
  return (
    <Snapshots at={new Date().getTime()} of={portal().peek(person, toolTopics(id))}>
      <ToolView cluster={cluster} page={page} key={`${id}/${tool}`} />
    </Snapshots>
  );
}
