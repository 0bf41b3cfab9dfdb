import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requirePerson, visibleCluster } from "@/app/gate";
import { NodePage, type GrafanaLinks } from "@/components/nodes/node-page";
import { nodeTopics } from "@/components/nodes/node-topics";
import { Snapshots } from "@/components/ui/snapshots";
import { nodeCharts, parseTopic, timeRange, timeRanges, type Cluster, type Person, type TimeRange } from "@/lib/model";
import { portal } from "@/lib/portal";

interface Props {
  readonly params: Promise<{ readonly cluster: string; readonly node: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/** The cluster and the node's name, where the person may see the cluster and the name can be one. */
async function named(person: Person, params: Props["params"]): Promise<{ cluster: Cluster; node: string }> {
  const { cluster: id, node: escaped } = await params;
  const cluster = visibleCluster(person, id);
  const node = unescaped(escaped);
  return parseTopic(`node/${id}/${node}`) === undefined ? notFound() : { cluster, node };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return notFound();
  }
}

/** Where Grafana shows the node and each chart, for every range: the range changes without the server. */
function grafanaLinks(person: Person, cluster: string, node: string): GrafanaLinks {
  const castor = portal();
  const entries = (Object.keys(timeRanges) as TimeRange[]).flatMap((range) => {
    const whole = castor.nodeLink(person, cluster, node, "", range);
    if (whole === undefined) return [];
    const charts = nodeCharts.flatMap(({ id }) => {
      const href = castor.nodeLink(person, cluster, node, id, range);
      return href === undefined ? [] : [[id, href] as const];
    });
    return [[range, { node: whole, charts: Object.fromEntries(charts) }] as const];
  });
  return Object.fromEntries(entries);
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { cluster, node } = await named(await requirePerson(), params);
  return { title: `${node} · ${cluster.title}` };
}

/** One node; the time range is in its address. */
export default async function Page({ params, searchParams }: Props) {
  const person = await requirePerson();
  const { cluster, node } = await named(person, params);
  const { range } = await searchParams;
  const now = new Date();
  return (
    <Snapshots at={now.getTime()} of={portal().peek(person, nodeTopics(cluster.id, node))}>
      <NodePage cluster={cluster} node={node} range={timeRange(typeof range === "string" ? range : undefined)} grafana={grafanaLinks(person, cluster.id, node)} key={`${cluster.id}/${node}`} />
    </Snapshots>
  );
}
