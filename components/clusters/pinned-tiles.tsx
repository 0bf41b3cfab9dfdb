"use client";
import { Fragment, type ReactNode } from "react";
import { useTaste } from "./preferences";

/** The row of pinned tiles in the order in which they were pinned; nothing when there are none. `tiles` has every tile by `<cluster>/<tile>`. */
export function PinnedTiles({ tiles }: { readonly tiles: Readonly<Record<string, ReactNode>> }) {
  const { pins } = useTaste();
  const known = pins.filter((pin) => Object.hasOwn(tiles, pin));
  if (known.length === 0) return null;
  return (
    <section aria-labelledby="pinned">
      <h2 id="pinned" className="mb-2 text-[13px] text-muted">
        Pinned
      </h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {known.map((pin) => (
          <Fragment key={pin}>{tiles[pin]}</Fragment>
        ))}
      </ul>
    </section>
  );
}
