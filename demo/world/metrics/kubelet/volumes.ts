import { between, seedOf } from "../../dice";
import { settledOn } from "../../pod-index";
import type { Workload } from "../../workload";
import type { Family, Point } from "../family";
import type { Kubelet } from "./cadvisor";

const gibi = 2 ** 30;

/** What the pods of these workloads mount, with its size in bytes; `{}` stands for the pod's name. */
const mounted: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "p47-rabbitmq": { "data-{}": 8 * gibi },
  "p47-nexus": { "p47-data-claim": 500 * gibi },
  "p47-blueapi": { "p47-blueapi-scratch": 20 * gibi },
  "prometheus-k8s": { "prometheus-k8s-db-{}": 200 * gibi },
  grafana: { grafana: 10 * gibi },
  "keycloak-postgresql": { "data-{}": 20 * gibi },
  "central-db": { "central-db": 100 * gibi },
  graylog: { "journal-{}": 20 * gibi },
  "graylog-opensearch": { "data-{}": 500 * gibi },
};
/** What every IOC of a beamline shares, and what it has for itself. */
const shared = ["opi", "runtime", "autosave", "binaries"];

function claimsOf({ name, labels }: Pick<Workload, "name" | "labels">): readonly (readonly [claim: string, bytes: number])[] {
  const own = Object.entries(mounted[name] ?? {}).map(([claim, bytes]) => [claim.replace("{}", `${name}-0`), bytes] as const);
  if (labels["ioc"] !== "true") return own;
  return [...own, [`${name}-data`, 1_000 * 2 ** 20] as const, ...shared.map((each) => [`${labels["domain"] ?? ""}-${each}-claim`, gibi] as const)];
}

/** The claims that are mounted on a node, each once however many pods share it. */
function claimsOn({ cluster, node }: Kubelet): ReadonlyMap<string, { readonly namespace: string; readonly claim: string; readonly bytes: number }> {
  const here = [...cluster.workloads.filter((workload) => workload.node === node.name && workload.replicas > 0), ...settledOn(cluster, node.name).map(({ workload }) => workload)];
  return new Map(here.flatMap((workload) => claimsOf(workload).map(([claim, bytes]) => [`${workload.namespace}/${claim}`, { namespace: workload.namespace, claim, bytes }] as const)));
}

const day = 86_400_000;
const bytesPerInode = 16_384;

/** What fills up in the night, until somebody's job cleans it: hours of the day, UTC. */
const nightly: Readonly<Record<string, readonly [from: number, to: number]>> = { "journal-graylog-0": [2.6, 3.4], "p47-blueapi-scratch": [1.1, 1.9] };

/** How full a claim is by its night, at least. */
function byNight(claim: string, at: number): number {
  const [from, to] = nightly[claim] ?? [25, 25];
  const hours = (at % day) / 3_600_000;
  return hours < from || hours > to ? 0 : 0.982 * Math.min(1, (hours - from) * 4, (to - hours) * 12);
}

/** The fraction that is used: it fills slowly and is cleaned up once a week. */
function used(seed: number, at: number): number {
  const full = between(seed, "full", 0.18, 0.78);
  const week = 7 * day;
  const phase = ((at + between(seed, "cleaned", 0, week)) % week) / week;
  return Math.min(0.96, full * (0.9 + 0.2 * phase));
}

function family(name: string, help: string, read: (bytes: number, used: number) => number): Family<Kubelet> {
  return {
    name: `kubelet_volume_stats_${name}`,
    type: "gauge",
    help: `[ALPHA] ${help}`,
    fixed: (kubelet) =>
      [...claimsOn(kubelet).values()].map(({ namespace, claim, bytes }): Point => {
        const seed = seedOf(kubelet.cluster.seed, `volume ${namespace}/${claim}`);
        return { labels: { namespace, persistentvolumeclaim: claim }, value: (at) => read(bytes, Math.round(bytes * kubelet.cluster.fillings.used(namespace, claim, Math.max(used(seed, at), byNight(claim, at)), at))) };
      }),
  };
}

/** What the kubelets measure of the claims that their pods mount. */
export const volumes: readonly Family<Kubelet>[] = [
  family("available_bytes", "Number of available bytes in the volume", (bytes, full) => bytes - full),
  family("capacity_bytes", "Capacity in bytes of the volume", (bytes) => bytes),
  family("inodes", "Maximum number of inodes in the volume", (bytes) => Math.round(bytes / bytesPerInode)),
  family("inodes_free", "Number of free inodes in the volume", (bytes, full) => Math.round((bytes - full * 0.4) / bytesPerInode)),
  family("used_bytes", "Number of used bytes in the volume", (_, full) => full),
];
