import { controlPlane, worker } from "../machine";
import type { Machine } from "../machine";
import { workload } from "../workload";
import type { Workload } from "../workload";
import { between } from "../dice";
import { perNode, services } from "./platform";

const two = (n: number) => String(n).padStart(2, "0");

/** The central cluster's machines: three that run it and nine that work. */
export function argusMachines(seed: number): Machine[] {
  return [
    ...[1, 2, 3].map((n) => controlPlane(`argus-cp-${two(n)}`, `172.23.230.${10 + n}`)),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => worker(`argus-wk-${two(n)}`, `172.23.230.${20 + n}`, between(seed, `argus ${n}`, 0.15, 0.38))),
  ];
}

/** What the laboratory shares: identity, delivery, security, logs. */
export function argusWorkloads(): Workload[] {
  const https = { ports: [{ name: "https", port: 443 }] };
  const argo = (kind: Workload["kind"], name: string, replicas = 1) =>
    workload(kind, "argocd", name, { [name.replace("argocd-", "")]: "quay.io/argoproj/argocd:v3.1.4" }, {
      replicas,
      cores: 2,
      memoryMiB: 2_048,
      labels: { "app.kubernetes.io/part-of": "argocd" },
      ...(name === "argocd-server" ? { service: https } : {}),
    });
  return [
    ...perNode(),
    ...services(),
    argo("StatefulSet", "argocd-application-controller"),
    argo("Deployment", "argocd-server", 2),
    argo("Deployment", "argocd-repo-server", 2),
    argo("Deployment", "argocd-applicationset-controller"),
    workload("Deployment", "argocd", "argocd-redis", { redis: "docker.io/library/redis:7.4.1-alpine" }),
    workload("StatefulSet", "keycloak", "keycloak", "quay.io/keycloak/keycloak:26.0.7", { replicas: 2, cores: 2, memoryMiB: 2_048, service: https }),
    workload("StatefulSet", "keycloak", "keycloak-postgresql", { postgresql: "docker.io/bitnami/postgresql:16.6.0" }, { cores: 2, memoryMiB: 2_048 }),
    workload("Deployment", "stackrox", "central", "quay.io/stackrox-io/main:4.6.1", { cores: 4, memoryMiB: 8_192, service: https }),
    workload("Deployment", "stackrox", "central-db", "quay.io/stackrox-io/central-db:4.6.1", { cores: 4, memoryMiB: 8_192 }),
    workload("Deployment", "stackrox", "scanner-v4-matcher", "quay.io/stackrox-io/scanner-v4:4.6.1", { cores: 2, memoryMiB: 4_096 }),
    workload("StatefulSet", "graylog", "graylog", "docker.io/graylog/graylog:6.1.4", { cores: 4, memoryMiB: 6_144, service: { ports: [{ name: "http", port: 9_000 }] } }),
    workload("StatefulSet", "graylog", "graylog-opensearch", { opensearch: "docker.io/opensearchproject/opensearch:2.18.0" }, { replicas: 3, cores: 4, memoryMiB: 16_384 }),
  ];
}
