/** The room around the plot area, px: fixed, so that plots of a page line up and a skeleton fits exactly. */
export const insets = { left: 46, right: 18, top: 8, bottom: 22 } as const;

/** The height of a chart with its axes, px. */
export const chartHeight = 178;
