import { stringify } from "yaml";
import type { Labels } from "../../series";

/** What a simulated Prometheus says about itself. */
export interface Identity {
  readonly version: string;
  readonly externalLabels: Labels;
  readonly alertmanagerUrls: readonly string[];
  /** ms. */
  readonly scrapeInterval: number;
  readonly startedAt: number;
}

export function buildInfo({ version }: Identity): object {
  return { version, revision: "simulated", branch: "HEAD", buildUser: "castor-demo", buildDate: "20240702-00:00:00", goVersion: "go1.22.5" };
}

export function runtimeInfo({ startedAt }: Identity): object {
  const started = new Date(startedAt).toISOString();
  return {
    startTime: started, CWD: "/prometheus", reloadConfigSuccess: true, lastConfigTime: started, corruptionCount: 0,
    goroutineCount: 1, GOMAXPROCS: 1, GOMEMLIMIT: 0, GOGC: "", GODEBUG: "", storageRetention: "7d",
  };
}

/** A minimal configuration, as `/api/v1/status/config` gives it. */
export function configBody({ externalLabels, alertmanagerUrls, scrapeInterval }: Identity): object {
  const every = `${scrapeInterval / 1000}s`;
  return {
    yaml: stringify({
      global: { scrape_interval: every, scrape_timeout: "10s", evaluation_interval: "1m", external_labels: externalLabels },
      rule_files: ["/etc/prometheus/rules/castor-demo.yaml"],
      ...(alertmanagerUrls.length > 0 && { alerting: { alertmanagers: [{ static_configs: [{ targets: alertmanagerUrls.map((url) => new URL(url).host) }], api_version: "v2" }] } }),
    }),
  };
}
