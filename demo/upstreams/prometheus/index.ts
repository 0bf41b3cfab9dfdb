import type { RequestListener } from "node:http";
import { listenWith } from "../../exchange";
import { createEngine } from "../../promql";
import type { RuleGroup } from "../../rules-declaration";
import { createRuleEngine, type RuleEngine } from "../../rules-engine";
import { createNotifier } from "../../rules-notifier";
import type { Labels, SeriesSource } from "../../series";
import { createPoster, type AlertmanagerPoster } from "./alertmanager-poster";
import { answer } from "./routes";
import type { Targets } from "./targets";

export type { ScrapeTarget, Targets } from "./targets";

export interface PrometheusOptions {
  readonly source: SeriesSource;
  /** ms since the epoch. */
  readonly clock: () => number;
  readonly rules: readonly RuleGroup[];
  readonly targets?: Targets;
  /** Where alerts are sent, to all of them; without one they are kept only. */
  readonly alertmanagerUrls?: readonly string[];
  /** Added to alerts on their way out, as the operator adds `prometheus="monitoring/k8s"`. */
  readonly externalLabels?: Labels;
  /** Where people find this Prometheus, for the links of its alerts. */
  readonly externalUrl?: string;
  /** Which installation it is, for its pages: mostly the cluster's name. */
  readonly place?: string;
  readonly version?: string;
  /** The names of alerts whose last day is recalled after the start. */
  readonly recalled?: ReadonlySet<string>;
  /** Told after each evaluation, ms. */
  readonly evaluated?: (at: number) => void;
}

export interface Prometheus {
  readonly listener: RequestListener;
  readonly rules: RuleEngine;
  readonly poster: AlertmanagerPoster;
  readonly version: string;
  /** Begins to evaluate rules: first the recent past, then on the clock. Resolves when the past is done. */
  start(): Promise<void>;
  /** Ends the evaluation. */
  stop(): void;
}

/** A Prometheus over computed series: the HTTP API its clients use, alerting rules, and pages to look at. */
export function createPrometheus(options: PrometheusOptions): Prometheus {
  const { source, clock, alertmanagerUrls = [], externalLabels = {}, version = "2.53.1" } = options;
  const poster = createPoster(alertmanagerUrls);
  const notify = alertmanagerUrls.length === 0
    ? undefined
    : createNotifier({ post: (alerts) => poster.post(alerts), externalLabels, externalUrl: options.externalUrl ?? "http://prometheus.invalid" });
  const rules = createRuleEngine({ groups: options.rules, source, ...(notify && { notify }) });
  const backend = {
    engine: createEngine({ source: rules.source }),
    rules,
    targets: options.targets ?? (() => []),
    identity: { version, externalLabels, alertmanagerUrls, scrapeInterval: source.scrapeInterval, startedAt: clock() },
    place: options.place,
    clock,
  };
  const tick = Math.min(...options.rules.map((group) => group.interval));
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  /** With hundreds of nodes an evaluation takes long: it then comes less often, at most a tenth of the time. */
  function schedule(took: number): void {
    if (!running || !Number.isFinite(tick)) return;
    const next = (Math.floor((clock() + 9 * took) / tick) + 1) * tick;
    timer = setTimeout(() => {
      const began = performance.now();
      void rules.evaluate(next).finally(() => {
        options.evaluated?.(clock());
        schedule(performance.now() - began);
      });
    }, next - clock());
    timer.unref();
  }

  return {
    listener: listenWith((exchange) => answer(backend, exchange)),
    rules,
    poster,
    version,
    async start() {
      if (running) return;
      running = true;
      await rules.backfill(clock());
      options.evaluated?.(clock());
      schedule(0);
      // Nobody has to wait for the night.
      void rules.recall(options.recalled ?? new Set(), clock()).catch((error: unknown) => console.error("The last day could not be recalled:", error));
    },
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}
