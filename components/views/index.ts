import type { ReactNode } from "react";
import type { ViewData, ViewName, Views } from "@/lib/model";
import { FiguresView } from "./figures";
import { GridView } from "./grid";
import { MetersView } from "./meters";
import { RankingView } from "./ranking";

/** One renderer for each View: a view without one does not compile. */
const renderers: { readonly [V in ViewName]: (props: { readonly data: Views[V]; readonly label: string }) => ReactNode } = {
  figures: FiguresView,
  ranking: RankingView,
  meters: MetersView,
  grid: GridView,
};

/** Draws a view, whichever it is; `label` says of what, for parts that need a name. */
export function drawView({ view, data }: ViewData, label: string): ReactNode {
  const draw = renderers[view] as (props: { readonly data: unknown; readonly label: string }) => ReactNode;
  return draw({ data, label });
}
