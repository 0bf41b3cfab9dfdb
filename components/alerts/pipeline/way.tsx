"use client";
import type { Pipeline } from "@/lib/model/alerting/pipeline";
import type { Cluster } from "@/lib/model/cluster";
import { Station } from "./station";
import { StationMore } from "./station-more";
import { stationWords, type StationId } from "./station-words";

/** An alert's way, drawn: from left to right where there is room, from above to below where there is not. */
export function Way({ pipeline: { stations, problems }, cluster, open, onOpen }: { readonly pipeline: Pipeline; readonly cluster: Cluster; readonly open: StationId | undefined; readonly onOpen: (station: StationId | undefined) => void }) {
  const opened = stations.find(({ id }) => id === open);
  const here = (id: StationId) => problems.filter(({ station }) => station === id);
  return (
    <section id="way" aria-label="The way of an alert" className="scroll-mt-20 rounded-m border border-line bg-surface px-4 pt-4 pb-5 xl:px-2">
      <Homes stations={stations.map(({ id }) => id)} />
      <ol className="mt-3 flex flex-col xl:mt-12 xl:grid xl:grid-cols-7">
        {stations.map((station, index) => (
          <Station
            key={station.id}
            station={station}
            problems={here(station.id)}
            cluster={cluster}
            last={index === stations.length - 1}
            open={station.id === open}
            onOpen={() => onOpen(station.id === open ? undefined : station.id)}
          />
        ))}
      </ol>
      {opened === undefined ? null : (
        <section aria-label={opened.title} className="mx-2 mt-5 hidden rounded-m border border-line bg-sunken px-4 py-3.5 xl:block">
          <h3 className="mb-2 text-sm font-semibold tracking-tight">{opened.title}</h3>
          <StationMore station={opened} problems={here(opened.id)} cluster={cluster} />
        </section>
      )}
    </section>
  );
}

/** Which stations are Prometheus', and which Alertmanager's. */
function Homes({ stations }: { readonly stations: readonly StationId[] }) {
  const first = stations.filter((id) => stationWords[id].home === "Prometheus").length;
  return (
    <div aria-hidden="true" className="hidden text-xs text-muted xl:flex">
      <span className="mr-1.5 border-b border-line pb-1.5 text-center" style={{ flex: first }}>
        In Prometheus
      </span>
      <span className="ml-1.5 border-b border-line pb-1.5 text-center" style={{ flex: stations.length - first }}>
        In Alertmanager
      </span>
    </div>
  );
}
