import type { Prometheus } from "@/lib/tools/prometheus";
import type { Now } from "../shared";
import type { PrometheusReading } from "./reading";
import type { Answer } from "./source-reader";

/** Versions and external labels change with a restart only; the configuration of an operator's Prometheus is large, ms. */
const standing = 5 * 60_000;

/** Asks a Prometheus for its alerting rules, and now and then for what it adds to their alerts. */
export function createPrometheusReading(prometheus: Prometheus, now: Now) {
  let known: { readonly at: number; readonly version: string; readonly external: PrometheusReading["external"] } | undefined;
  const about = async (signal: AbortSignal) => {
    if (known !== undefined && now() - known.at < standing) return known;
    const [version, external] = await Promise.all([
      prometheus.buildInfo(signal).then(
        (info) => info.version,
        () => known?.version ?? "",
      ),
      // Some do not tell (Thanos, Mimir, a proxy in between): then nothing is added, unless alerts show it.
      prometheus.externalLabels(signal).catch(() => known?.external),
    ]);
    return (known = { at: now(), version, external });
  };
  return async (signal: AbortSignal, before: PrometheusReading | undefined): Promise<Answer<PrometheusReading>> => {
    const asked = now();
    const { rules, alerts, clock } = await prometheus.alertRules(signal);
    const heard = now();
    if (before === undefined) known = undefined;
    const { version, external } = await about(signal);
    return { reading: { version, external, rules, alerts }, ...(clock === undefined ? {} : { clock: { told: clock, asked, heard } }) };
  };
}
