/** What both pages draw: 24 charts of 300 points and 2 series. One tick shifts every chart by one point. */
export const charts = 24;
export const points = 300;
export const names = ["received", "sent"] as const;
/** Time between two points, ms: 300 of them fill the 15 minutes that the charts show. */
export const step = 3000;

/** A value that looks like a machine's: reproducible, with noise and a slow wave, in bytes per second. */
export function valueAt(chart: number, series: number, tick: number): number {
  const wave = Math.sin(tick / 23 + chart) * 30 + Math.sin(tick / 7 + chart * 2 + series) * 12;
  const noise = Math.abs(Math.sin(tick * 12.9898 + chart * 78.233 + series * 37.719) * 43_758.5453) % 1;
  return (80 + series * 30 + wave + noise * 25) * 1e6;
}

/** What a page offers to the bench. */
export interface BenchPage {
  /** Draws `ticks` ticks at 1 Hz and resolves after the last. */
  run(ticks: number): Promise<void>;
}

/** Puts a page's tick on a 1 Hz clock. */
export function offer(tick: () => void): void {
  const page: BenchPage = {
    run: (ticks) =>
      new Promise((resolve) => {
        let left = ticks;
        const timer = setInterval(() => {
          tick();
          left -= 1;
          if (left > 0) return;
          clearInterval(timer);
          setTimeout(resolve, 500);
        }, 1000);
      }),
  };
  Object.assign(globalThis, { bench: page });
}
