/** The recent past of one figure in even steps, oldest first: what a row's small line is drawn from. */
export interface Spark {
  /** The step that the last value belongs to, counted from the epoch. */
  readonly step: number;
  readonly values: readonly (number | null)[];
}

/** 15 minutes in steps of 30 s. */
export const sparkStep = 30_000;
export const sparkLength = 30;

/** A past of one value a minute, the newest at `now` (ms). */
export function sparkOf(minutes: readonly (number | null)[], now: number): Spark {
  const doubled = minutes.flatMap((value) => [value, value]);
  const values = [...Array<null>(Math.max(0, sparkLength - doubled.length)).fill(null), ...doubled].slice(-sparkLength);
  return { step: Math.floor(now / sparkStep), values };
}

/** The past after one more measurement; the same object where nothing changed. */
export function extended(spark: Spark, at: number, value: number | null): Spark {
  const step = Math.floor(at / sparkStep);
  if (step < spark.step || (value === null && step === spark.step)) return spark;
  const skipped = Math.min(sparkLength, step - spark.step);
  const values = [...spark.values, ...Array<null>(skipped).fill(null)].slice(-sparkLength);
  values[sparkLength - 1] = value;
  return { step, values };
}

/** A past filled in where it knew nothing: history that came after the first live figures. */
export function merged(live: Spark, past: Spark): Spark {
  const shift = live.step - past.step;
  return { step: live.step, values: live.values.map((value, index) => value ?? past.values[index + shift] ?? null) };
}
