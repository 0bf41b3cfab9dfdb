"use client";
import { PanelFrame } from "@/components/ui/panel-frame";
import { useLive } from "@/components/ui/snapshots";
import type { PanelCard } from "@/lib/model";
import { drawView } from "./index";
import { panelArgs } from "./panel-args";

/** One panel of a cluster, live: its question, its answer, and which series the answer came from. */
export function Panel({ cluster, card, args }: { readonly cluster: string; readonly card: PanelCard; readonly args: Readonly<Record<string, string>> }) {
  const own = panelArgs(card, args);
  const state = useLive("panel", cluster, card.id, own);
  const scope = Object.values(own).join(" · ");
  return (
    <PanelFrame title={card.title} question={card.question} state={state} aside={scope === "" ? null : <span className="text-[13px] text-muted">{scope}</span>}>
      {(view) => (
        <>
          {drawView(view, card.title)}
          {view.note === undefined ? null : <p className="mt-2 text-xs wrap-anywhere text-muted">{view.note}</p>}
        </>
      )}
    </PanelFrame>
  );
}
