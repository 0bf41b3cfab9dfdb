import type { Matcher, Series, SeriesSource } from "../series";
import { holds, testOf } from "./matching";
import { reportNames, reportSeries, scrapedSeries, touches } from "./scraped";
import { scrapeInterval, targetsOf } from "./targets";
import type { Target } from "./targets";
import type { World } from "./world";

/** The labels that only a target has, so that a whole target can be passed over by them. */
const ofTarget = new Set(["job", "instance"]);

type Metadata = ReturnType<SeriesSource["metadata"]>;

/** A cluster's Prometheus as far as it concerns data: every target's families, read at the target's scrapes. */
export function seriesSource(world: World, cluster: string): SeriesSource {
  const targets = targetsOf(world.cluster(cluster));
  const byName = new Map<string, Target[]>();
  const known: Record<string, Metadata[string]> = {};
  for (const target of targets) {
    for (const { name, type, help } of target.exposition.families) {
      known[name] ??= { type, help };
      const list = byName.get(name);
      if (list) list.push(target);
      else byName.set(name, [target]);
    }
  }
  for (const name of reportNames) {
    byName.set(name, [...targets]);
  }
  const names = [...byName.keys()];
  return {
    scrapeInterval,
    metadata: () => known,
    select(matchers, from, to) {
      const { wanted, rest } = namesWanted(matchers, names);
      const tests = rest.map((matcher) => [matcher.name, testOf(matcher)] as const);
      const targetTests = tests.filter(([name]) => ofTarget.has(name));
      const found: Series[] = [];
      for (const name of wanted) {
        const report = reportNames.find((each) => each === name);
        for (const target of byName.get(name) ?? []) {
          if (!holds(targetTests, target.labels, target.labels)) continue;
          if (report !== undefined) {
            if (holds(tests, target.labels, target.labels)) found.push(reportSeries(report, target));
            continue;
          }
          for (const point of target.exposition.points(name, from, to)) {
            if (touches(point, from, to) && holds(tests, point.labels, target.labels)) found.push(scrapedSeries(name, point, target));
          }
        }
      }
      return found;
    },
  };
}

/** The metric names that can match, and the matchers that remain: one name when it is given, else all that fit. */
function namesWanted(matchers: readonly Matcher[], names: readonly string[]): { wanted: readonly string[]; rest: readonly Matcher[] } {
  const rest = matchers.filter(({ name }) => name !== "__name__");
  const ofName = matchers.filter(({ name }) => name === "__name__");
  const exact = ofName.find(({ op }) => op === "=");
  const tests = ofName.map(testOf);
  const wanted = (exact ? [exact.value] : names).filter((name) => tests.every((test) => test(name)));
  return { wanted, rest };
}
