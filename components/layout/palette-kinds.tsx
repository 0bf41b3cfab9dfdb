"use client";
import { Command } from "cmdk";
import { Box } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { findKinds } from "@/components/objects/kinds/find-kinds";
import { useLive } from "@/components/ui/snapshots";
import { resourceHref } from "@/lib/model/api-resource";
import type { Findable } from "./findable";
import { closeModal } from "./modal";

/** Kinds a cluster at most: the first are what was meant. */
const most = 4;

/** Kinds of objects by name or short name, in every cluster; words behind the kind become its filter: `po blueapi`. */
export function PaletteKinds({ findables, text, item, heading }: { readonly findables: readonly Findable[]; readonly text: string; readonly item: string; readonly heading: string }) {
  const here = /^\/clusters\/([^/]+)/.exec(usePathname())?.[1];
  const clusters = findables.filter(({ group }) => group === "Clusters").toSorted((a, b) => Number(b.cluster === here) - Number(a.cluster === here));
  const found = clusters.map(({ cluster, title }) => (cluster === undefined ? null : <KindsOf key={cluster} cluster={cluster} title={title} text={text} item={item} />));
  // Asked for when the palette opens, so that they are there when somebody types.
  return text === "" ? (
    found
  ) : (
    <Command.Group heading="Objects" className={heading}>
      {found}
    </Command.Group>
  );
}

function KindsOf({ cluster, title, text, item }: { readonly cluster: string; readonly title: string; readonly text: string; readonly item: string }) {
  const router = useRouter();
  const state = useLive("kinds", cluster);
  if (state.status !== "ok" && state.status !== "stale") return null;
  return findKinds(state.value, text, most).map(({ kind, filter }) => (
    <Command.Item
      key={`${cluster} ${kind.group}/${kind.resource}`}
      // The list finds what its value begins with: these were found already.
      value={`${text} ${kind.resource} ${kind.group} ${cluster}`}
      onSelect={() => {
        closeModal();
        router.push(`${resourceHref(cluster, kind)}${filter === "" ? "" : `?${new URLSearchParams({ q: filter }).toString()}`}`);
      }}
      className={item}
    >
      <Box aria-hidden="true" width={16} height={16} className="shrink-0 text-muted" />
      <span className="truncate">
        {kind.kind}
        {filter === "" ? null : <span className="text-muted"> with “{filter}”</span>}
      </span>
      <span className="ml-auto truncate text-[13px] text-muted">{kind.group === "" ? title : `${kind.group} · ${title}`}</span>
    </Command.Item>
  ));
}
