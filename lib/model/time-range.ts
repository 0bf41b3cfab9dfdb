/** The ranges a person can choose; `step` is the distance of two history points in seconds. */
export const timeRanges = {
  "15m": { title: "15 min", seconds: 900, step: 15 },
  "1h": { title: "1 h", seconds: 3_600, step: 15 },
  "6h": { title: "6 h", seconds: 21_600, step: 60 },
  "24h": { title: "24 h", seconds: 86_400, step: 240 },
  "7d": { title: "7 d", seconds: 604_800, step: 1_800 },
} as const;

export type TimeRange = keyof typeof timeRanges;

/** The range named by a query parameter, or the default. */
export function timeRange(value: string | null | undefined): TimeRange {
  return value !== null && value !== undefined && Object.hasOwn(timeRanges, value) ? (value as TimeRange) : "15m";
}
