"use client";
import { useEffect, type RefObject } from "react";
import type { Plot } from "./plot";
import { gistSentence } from "./summary";

/** How often the sentence that describes a chart changes, ms: often enough to be true, seldom enough not to chatter. */
const every = 30_000;

/** Keeps an image's description true to what the plot shows. */
export function useGist(plot: Plot, picture: RefObject<HTMLElement | null>, title: string, current: () => number): void {
  useEffect(() => {
    let toldAt = -Infinity;
    let toldOf = false;
    return plot.onReadout(({ series, view }) => {
      const now = current();
      const known = Number.isFinite(now);
      if (series.length === 0 || (view.to - toldAt < every && toldOf === known)) return;
      toldAt = view.to;
      toldOf = known;
      const top = series.reduce((best, one) => (one.peak > best.peak ? one : best));
      const line = series.length > 1 ? { peakLine: top.spec.label } : {};
      picture.current?.setAttribute("aria-label", gistSentence({ title, unit: plot.unit, current: now, peak: top.peak, peakAt: top.peakAt, ...line }));
    });
  }, [plot, picture, title, current]);
}
