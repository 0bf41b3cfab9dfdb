import type { PanelCard } from "@/lib/model";

/** About how tall a view is, in lines of figures. What is live must not move its neighbours, so heights are guessed, not measured. */
const heights: Readonly<Record<string, number>> = { figures: 2, ranking: 5, meters: 5, grid: 5 };

/** Panels in two columns of about equal height, in order, each to the column that is shorter by then. */
export function inColumns(panels: readonly PanelCard[]): readonly (readonly PanelCard[])[] {
  const left: PanelCard[] = [];
  const right: PanelCard[] = [];
  let lean = 0;
  for (const panel of panels) {
    const height = heights[panel.view] ?? 4;
    if (lean <= 0) left.push(panel);
    else right.push(panel);
    lean += lean <= 0 ? height : -height;
  }
  return [left, right].filter((column) => column.length > 0);
}
