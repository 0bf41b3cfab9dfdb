import type { Cluster, PanelCard, Preferences } from "@/lib/model";
import { Panel } from "@/components/views/panel";
import { panelArgs } from "@/components/views/panel-args";
import { ClusterFigures } from "./cluster-figures";
import { ClusterBand, StageBadge } from "./cluster-head";
import { ClusterNav } from "./cluster-nav";
import { EventsTable } from "./events-table";
import { FilterBar } from "./filter-bar";
import { HomeButton } from "./home-button";
import { inColumns } from "./columns";
import { NodesSummary } from "./nodes-summary";
import type { PageArgs } from "./page-args";
import { PreferencesProvider } from "./preferences";
import { TileGrid } from "./tile-grid";
import { ToolIconSheet } from "./tool-icon";

/** The arguments that some panel of the page takes, in the order in which they are asked for. */
function asked(panels: readonly PanelCard[]): readonly (keyof PageArgs)[] {
  return (["namespace", "statefulset"] as const).filter((name) => name === "namespace" || panels.some(({ args }) => args.includes(name)));
}

/** Everything about one cluster: its figures, nodes, the questions it answers, its warnings and its tools. */
export function ClusterPage({ cluster, preferences, args, administrator = false }: { readonly cluster: Cluster; readonly preferences: Preferences; readonly args: PageArgs; readonly administrator?: boolean }) {
  return (
    <PreferencesProvider initial={preferences}>
      <ToolIconSheet icons={cluster.tiles.map(({ icon }) => icon)} />
      <div className="flex flex-col gap-4">
        <ClusterBand cluster={cluster} label={cluster.title}>
          <header className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-4 pr-4 pl-4 sm:pl-5">
            <h1 className="text-[22px] leading-7 font-semibold tracking-tight">{cluster.title}</h1>
            <StageBadge stage={cluster.stage} />
            <p className="text-muted max-md:order-1 max-md:w-full">{cluster.purpose}</p>
            <span className="ml-auto">
              <HomeButton cluster={cluster.id} title={cluster.title} />
            </span>
          </header>
          <ClusterFigures cluster={cluster.id} />
          <ClusterNav cluster={cluster} administrator={administrator} />
        </ClusterBand>
        <NodesSummary cluster={cluster.id} title={cluster.title} />
        <section aria-labelledby="questions" className="flex flex-col gap-3">
          <div className="mt-2 flex flex-wrap items-end justify-between gap-3">
            <h2 id="questions" className="text-base font-semibold tracking-tight">
              What runs here
            </h2>
            <FilterBar cluster={cluster.id} args={args} asked={asked(cluster.panels)} />
          </div>
          <div className="grid items-start gap-4 lg:grid-cols-2">
            {inColumns(cluster.panels).map((column) => (
              <div key={column[0]?.id} className="flex min-w-0 flex-col gap-4">
                {column.map((card) => (
                  <Panel key={`${card.id} ${JSON.stringify(panelArgs(card, args))}`} cluster={cluster.id} card={card} args={args} />
                ))}
              </div>
            ))}
          </div>
          <EventsTable cluster={cluster.id} namespace={args.namespace} />
        </section>
        <section aria-labelledby="tools">
          <h2 id="tools" className="mt-2 mb-3 text-base font-semibold tracking-tight">
            Tools
          </h2>
          <div className="overflow-hidden rounded-m border border-line bg-surface *:border-t-0">
            <TileGrid cluster={cluster} />
          </div>
        </section>
      </div>
    </PreferencesProvider>
  );
}

/** Every topic a cluster's page listens to. */
export function clusterTopics(cluster: Cluster, args: PageArgs): readonly string[] {
  const plain = ["readiness", "usage", "alerts", "health", "nodes", "events"].map((kind) => `${kind}/${cluster.id}`);
  const panels = cluster.panels.map((card) => {
    const query = new URLSearchParams(panelArgs(card, args)).toString();
    return `panel/${cluster.id}/${card.id}${query === "" ? "" : `?${query}`}`;
  });
  return [...plain, ...panels];
}
