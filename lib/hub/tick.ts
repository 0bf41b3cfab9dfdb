/**
 * The next moment on the wall clock that is a multiple of `every`, so that every loop of
 * one interval, in every process, measures at the same moments. A tick less than half an
 * interval after the last start is left out: a rate over a sliver of time is noise.
 * All in ms; `started` may lie in the future after the clock was set back.
 */
export function nextTick(now: number, every: number, started: number): number {
  const tick = (Math.floor(now / every) + 1) * every;
  const tooSoon = started <= now && tick - started < every / 2;
  return tooSoon ? tick + every : tick;
}
