import { ArrowUpRight } from "lucide-react";
import type { Cluster, Tile } from "@/lib/model";
import { Go } from "@/components/ui/go";
import { PinButton } from "./pin-button";
import { TileHealth } from "./tile-health";
import { ToolIcon } from "./tool-icon";

const dot = <span aria-hidden="true"> ·</span>;

/**
 * One tool of a cluster: what it is for, how it is, and the way there. The whole tile is the link;
 * `pinned` draws it as a card that names its cluster, for the row of pinned tiles.
 */
export function TileCard({ cluster, tile, pinned = false }: { readonly cluster: Cluster; readonly tile: Tile; readonly pinned?: boolean }) {
  const title = `${tile.title} of ${cluster.title}`;
  const frame = pinned
    ? "overflow-hidden rounded-m border border-line bg-surface before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-accent"
    : "-mr-px -mb-px border-r border-b border-line";
  return (
    <li data-accent={cluster.accent} className={`group relative flex gap-3 py-3 pr-4 pl-4 hover:bg-sunken sm:pl-5 ${frame}`}>
      <span className="mt-0.5 flex size-8 shrink-0 items-center justify-center rounded-s border border-line bg-sunken text-muted group-hover:bg-surface">
        <ToolIcon icon={tile.icon} />
      </span>
      <div className="min-w-0 flex-1">
        <h3 className={`font-semibold ${tile.tab === undefined ? "pr-7" : "pr-14"}`}>
          <Go href={tile.href} className="after:absolute after:inset-0 after:content-[''] focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus">
            {tile.title}
            {pinned ? <span className="font-normal text-muted"> · {cluster.title}</span> : null}
          </Go>
        </h3>
        <p className="text-[13px] text-pretty text-muted">{tile.purpose}</p>
        <p className="mt-0.5 text-xs text-muted">
          {tile.readOnly === true ? (
            <>
              <span className="font-medium text-text">Read-only</span>
              {dot}{" "}
            </>
          ) : null}
          {tile.checked ? <TileHealth cluster={cluster.id} tool={tile.id} /> : tile.found === undefined ? "A link, not checked" : <span title={tile.found}>Found in the cluster, not checked</span>}
        </p>
      </div>
      {tile.tab === undefined ? null : (
        <a
          href={tile.tab}
          target="_blank"
          rel="noopener"
          title="Open in its own tab"
          className="absolute top-2 right-9 z-10 flex size-7 items-center justify-center rounded-s text-faint hover:text-text pointer-fine:opacity-0 pointer-fine:group-hover:opacity-100 pointer-fine:focus-visible:opacity-100"
        >
          <ArrowUpRight aria-hidden="true" width={15} height={15} />
          <span className="sr-only">Open {title} in its own tab</span>
        </a>
      )}
      <PinButton tile={`${cluster.id}/${tile.id}`} title={title} className="absolute top-2 right-2 z-10 pointer-fine:not-aria-pressed:opacity-0 pointer-fine:group-hover:opacity-100 pointer-fine:focus-visible:opacity-100" />
    </li>
  );
}
