import type { WorldCluster } from "../../../world/cluster";
import { workload } from "../../../world/workload";
import type { Workload } from "../../../world/workload";

const one = (namespace: string, name: string, image: string, ports: Readonly<Record<string, number>> = {}, rest: Parameters<typeof workload>[4] = {}): Workload =>
  workload("Deployment", namespace, name, image, {
    cores: 0.5,
    memoryMiB: 256,
    ...(Object.keys(ports).length > 0 && { service: { ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port })) } }),
    ...rest,
  });

/** What each cluster runs beside the World's workloads: the operators behind its custom kinds. */
export function platformWorkloads({ id }: WorldCluster): readonly Workload[] {
  const everywhere = [
    one("cert-manager", "cert-manager", "quay.io/jetstack/cert-manager-controller:v1.16.2"),
    one("cert-manager", "cert-manager-webhook", "quay.io/jetstack/cert-manager-webhook:v1.16.2", { https: 443 }),
    one("ingress-nginx", "ingress-nginx-controller", "registry.k8s.io/ingress-nginx/controller:v1.11.3", { http: 80, https: 443 }, { service: { type: "LoadBalancer", ports: [{ name: "http", port: 80 }, { name: "https", port: 443 }] } }),
  ];
  const gatekeeper = [one("gatekeeper-system", "gatekeeper-controller-manager", "docker.io/openpolicyagent/gatekeeper:v3.18.1", { https: 443 }, { replicas: 3 }), one("gatekeeper-system", "gatekeeper-audit", "docker.io/openpolicyagent/gatekeeper:v3.18.1")];
  if (id === "argus") return [...everywhere, ...gatekeeper];
  if (id !== "pollux") return everywhere;
  return [
    ...everywhere,
    ...gatekeeper,
    one("keda", "keda-operator", "ghcr.io/kedacore/keda:2.16.0"),
    one("keda", "keda-metrics-apiserver", "ghcr.io/kedacore/keda-metrics-apiserver:2.16.0", { https: 443 }),
    one("argo-rollouts", "argo-rollouts", "quay.io/argoproj/argo-rollouts:v1.7.2", { metrics: 8090 }),
    one("flux-system", "helm-controller", "ghcr.io/fluxcd/helm-controller:v1.1.0"),
    one("flux-system", "kustomize-controller", "ghcr.io/fluxcd/kustomize-controller:v1.4.0"),
    one("flux-system", "source-controller", "ghcr.io/fluxcd/source-controller:v1.4.1", { http: 80 }),
    one("flagger-system", "flagger", "ghcr.io/fluxcd/flagger:1.38.0", { http: 8080 }),
    one("istio-system", "istiod", "docker.io/istio/pilot:1.24.1", { "grpc-xds": 15_010, "https-dns": 15_012 }),
    one("gateway-system", "envoy-gateway", "docker.io/envoyproxy/gateway:v1.2.4", { grpc: 18_000 }),
  ];
}

/** Everything of a cluster that is described as a workload: the World's, and the platform's. */
export function allWorkloads(cluster: WorldCluster): readonly Workload[] {
  return [...cluster.workloads, ...platformWorkloads(cluster)];
}
