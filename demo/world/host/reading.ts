import type { Labels } from "../../series";

/** One sample of this machine: the metric's name, its labels and its value now. */
export type Reading = readonly [name: string, labels: Labels, value: number];

/** What reads one collector's samples. */
export type Collector = () => Reading[];
