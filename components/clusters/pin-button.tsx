"use client";
import { Pin } from "lucide-react";
import { IconButton } from "@/components/ui/button";
import { useTaste } from "./preferences";

/** Pins a tile to the top of the landing page, or lets go of it. `tile` is `<cluster>/<tile>`. */
export function PinButton({ tile, title, className = "" }: { readonly tile: string; readonly title: string; readonly className?: string }) {
  const { pins, togglePin } = useTaste();
  const pinned = pins.includes(tile);
  return (
    <IconButton aria-label={pinned ? `Unpin ${title}` : `Pin ${title}`} aria-pressed={pinned} onClick={() => togglePin(tile)} className={className}>
      <Pin aria-hidden="true" width={15} height={15} fill={pinned ? "currentColor" : "none"} />
    </IconButton>
  );
}
