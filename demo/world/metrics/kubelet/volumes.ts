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

/** Fills slowly and is cleaned up once a week. */
function used(seed: number, bytes: number, at: number): number {
  const full = between(seed, "full", 0.18, 0.78);
  const week = 7 * day;
  const phase = ((at + between(seed, "cleaned", 0, week)) % week) / week;
  return Math.round(bytes * Math.min(0.96, full * (0.9 + 0.2 * phase)));
}

function family(name: string, help: string, read: (seed: number, bytes: number, at: number) => number): Family<Kubelet> {
  return {
    name: `kubelet_volume_stats_${name}_bytes`,
    type: "gauge",
    help: `[ALPHA] ${help}`,
    fixed: (kubelet) =>
      [...claimsOn(kubelet).values()].map(({ namespace, claim, bytes }): Point => {
        const seed = seedOf(kubelet.cluster.seed, `volume ${namespace}/${claim}`);
        return { labels: { namespace, persistentvolumeclaim: claim }, value: (at) => read(seed, bytes, at) };
      }),
  };
}

/** What the kubelets measure of the claims that their pods mount. */
export const volumes: readonly Family<Kubelet>[] = [
  family("available", "Number of available bytes in the volume", (seed, bytes, at) => bytes - used(seed, bytes, at)),
  family("capacity", "Capacity in bytes of the volume", (_, bytes) => bytes),
  family("used", "Number of used bytes in the volume", used),
];
