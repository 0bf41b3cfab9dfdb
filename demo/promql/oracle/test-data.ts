import { createRandom, type Random } from "./random";
import type { StoredSeries } from "./stored-source";

/** Where the data begins: an odd instant, so that nothing is aligned by accident; ms. */
export const dataStart = 1_700_000_123_456;
export const dataLength = 2 * 3_600_000;
export const scrapeInterval = 15_000;

type Figure = (index: number, time: number, random: Random) => number | undefined;

function series(labels: Record<string, string>, seed: number, figure: Figure, jitter = 0): StoredSeries {
  const random = createRandom(seed);
  const phase = random.below(scrapeInterval);
  const times: number[] = [];
  const values: number[] = [];
  for (let index = 0; index * scrapeInterval < dataLength; index += 1) {
    const time = dataStart + phase + index * scrapeInterval + (jitter > 0 ? random.below(jitter) : 0);
    const value = figure(index, time, random);
    if (value === undefined) continue;
    times.push(time);
    values.push(value);
  }
  return { labels, times, values };
}

/** A counter that restarts from zero every so often and is not scraped for a while. */
function counter(speed: number, resetEvery: number, gap?: readonly [number, number]): Figure {
  let total = speed * 100;
  return (index, _, random) => {
    if (resetEvery > 0 && index % resetEvery === resetEvery - 1) total = 0;
    else total += random.next() * speed;
    return gap && index >= gap[0] && index < gap[1] ? undefined : total;
  };
}

function gauge(base: number, swing: number, odd: Figure = () => undefined): Figure {
  return (index, time, random) => {
    const plain = base + swing * Math.sin(time / 600_000) + random.next();
    const other = odd(index, time, random);
    return other === -1e99 ? undefined : (other ?? plain);
  };
}

const missing = -1e99;

/** Counters that reset, gauges with gaps, NaN and infinities, histograms, a flapping target, irregular scrapes. */
export function testData(): StoredSeries[] {
  const all: StoredSeries[] = [];
  let seed = 1;
  for (const instance of ["a", "b", "c", "d"]) {
    for (const [index, code] of ["200", "404", "500"].entries()) {
      const gap = instance === "c" ? ([100, 100 + 30 * index + 5] as const) : undefined;
      all.push(series({ __name__: "reqs_total", job: "api", instance, code }, seed++, counter(10 ** (2 - index), 90 * index + (instance === "d" ? 37 : 0), gap)));
    }
    all.push(series({ __name__: "up", job: "api", instance }, seed++, (index) => (instance !== "a" && index % 67 < 5 ? 0 : 1)));
    const counts = [0, 0, 0, 0];
    for (const [bucket, le] of ["0.1", "0.5", "2.5", "+Inf"].entries()) {
      all.push(series({ __name__: "lat_bucket", job: "api", instance, le }, 900 + instance.charCodeAt(0), (index, _, random) => {
        const burst = random.next();
        counts[bucket] = (counts[bucket] as number) + Math.floor(burst * (bucket + 1) * (1 + (index % 7)));
        return counts[bucket];
      }));
    }
  }
  for (const [index, room] of ["r1", "r2", "r3", "r4", "r5"].entries()) {
    const site = index % 2 === 0 ? "x" : "y";
    all.push(series({ __name__: "temp", room, site }, seed++, gauge(18 + 3.7 * index, 4 + index, (i) =>
      room === "r3" && i > 200 && i < 240 ? missing : room === "r4" && i % 31 === 3 ? NaN : undefined)));
    all.push(series({ __name__: "level", room, site }, seed++, gauge(7.3 - 2.9 * index, 2.5)));
    all.push(series({ __name__: "room_info", room, site, owner: `team-${index % 3}` }, seed++, () => 1));
  }
  for (const kind of ["inf", "minus", "nan", "mixed"]) {
    all.push(series({ __name__: "odd", kind }, seed++, (index, _, random) => {
      const turn = index % 23;
      if (kind === "inf" && turn < 3) return Infinity;
      if (kind === "minus" && turn < 4) return -Infinity;
      if (kind === "nan" && turn < 15) return NaN;
      if (kind === "mixed") return turn === 0 ? Infinity : turn === 9 ? -Infinity : turn === 14 ? NaN : turn === 17 ? -0 : 0.1 * turn;
      return 1000 * (random.next() - 0.5);
    }));
  }
  for (const n of ["1", "2"]) all.push(series({ __name__: "jitter_total", n }, seed++, counter(3, 0), 9000));
  all.push(series({ __name__: "level_copy", room: "r1", site: "x" }, seed++, gauge(5, 1)));
  return all;
}
