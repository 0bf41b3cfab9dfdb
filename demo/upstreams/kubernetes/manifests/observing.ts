import type { WorldCluster } from "../../../world/cluster";
import { timestamp } from "../kind";
import { held } from "./exposure";
import { inNamespace, ofCluster } from "./manifest";
import type { Manifest } from "./manifest";

const monitoring = "monitoring.coreos.com/v1";

/** What the Prometheus operator is told: what runs, what is scraped, and what raises alarms. */
function monitors(cluster: WorldCluster): readonly Manifest[] {
  const since = timestamp(cluster.origin + 3_600_000);
  const ready = { paused: false, replicas: 1, updatedReplicas: 1, availableReplicas: 1, unavailableReplicas: 0, conditions: held(since, ["Available", "", ""], ["Reconciled", "", ""]) };
  const peers = cluster.workloads.find(({ name }) => name === "alertmanager-main")?.replicas ?? 1;
  const watched = (name: string, port: string, labels: Readonly<Record<string, string>> = { "app.kubernetes.io/name": name }) => inNamespace("monitoring", monitoring, "ServiceMonitor", { name, labels: { release: "kube-prometheus-stack" } }, { spec: { jobLabel: "app.kubernetes.io/name", selector: { matchLabels: labels }, endpoints: [{ port, interval: "15s" }] } });
  const rules = (name: string, alerts: readonly object[]) => inNamespace("monitoring", monitoring, "PrometheusRule", { name, labels: { release: "kube-prometheus-stack", role: "alert-rules" } }, { spec: { groups: [{ name, rules: alerts }] } });
  return [
    inNamespace("monitoring", monitoring, "Prometheus", "k8s", { spec: { version: "2.55.1", replicas: 1, retention: "15d", serviceAccountName: "prometheus-k8s", serviceMonitorSelector: {}, ruleSelector: {} }, status: ready }),
    inNamespace("monitoring", monitoring, "Alertmanager", "main", { spec: { version: "0.28.1", replicas: peers, serviceAccountName: "alertmanager-main", configSecret: "alertmanager-main" }, status: { ...ready, replicas: peers, updatedReplicas: peers, availableReplicas: peers } }),
    watched("node-exporter", "http-metrics"),
    watched("kube-state-metrics", "https-main"),
    watched("coredns", "metrics", { "k8s-app": "kube-dns" }),
    inNamespace("monitoring", monitoring, "PodMonitor", { name: "iocs", labels: { release: "kube-prometheus-stack" } }, { spec: { selector: { matchLabels: { ioc: "true" } }, namespaceSelector: { any: true }, podMetricsEndpoints: [{ port: "metrics", interval: "30s" }] } }),
    rules("kubernetes-apps", [{ alert: "KubePodCrashLooping", expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1', for: "15m", labels: { severity: "warning" }, annotations: { summary: "Pod is crash looping." } }]),
    rules("beamline", [{ alert: "IocDown", expr: 'kube_statefulset_status_replicas_ready{namespace=~".*-beamline"} < kube_statefulset_replicas', for: "5m", labels: { severity: "critical" }, annotations: { summary: "An IOC that should run does not." } }]),
  ];
}

/** Who signs certificates, and for whom; one of the training's waits for an issuer that nobody made. */
function certificates(cluster: WorldCluster, at: number): readonly Manifest[] {
  const since = timestamp(cluster.origin + 7_200_000);
  const certificate = (namespace: string, name: string, secretName: string, host: string) => inNamespace(namespace, "cert-manager.io/v1", "Certificate", name, { spec: { secretName, dnsNames: [host], duration: "2160h", renewBefore: "360h", issuerRef: { name: "lab-ca", kind: "ClusterIssuer" } }, status: { conditions: held(since, ["Ready", "Ready", "Certificate is up to date and has not expired"]), notBefore: timestamp(at - 40 * 86_400_000), notAfter: timestamp(at + 50 * 86_400_000), renewalTime: timestamp(at + 35 * 86_400_000), revision: 1 } });
  const issuer = ofCluster("cert-manager.io/v1", "ClusterIssuer", "lab-ca", { spec: { selfSigned: {} }, status: { conditions: held(since, ["Ready", "IsReady", "The self-signed issuer is ready"]) } });
  if (cluster.id === "argus") return [issuer, certificate("keycloak", "keycloak", "keycloak-tls", "sign-in.diamond.ac.uk")];
  if (cluster.id !== "pollux") return [issuer];
  const waiting = timestamp(at - 3 * 3_600_000);
  return [
    issuer,
    certificate("p47-beamline", "p47-opis", "p47-opis-tls", "p47-opis.diamond.ac.uk"),
    certificate("training", "web", "web-tls", "web.training.diamond.ac.uk"),
    inNamespace("training", "cert-manager.io/v1", "Issuer", "training-ca", { spec: { ca: { secretName: "training-ca-key" } }, status: { conditions: [{ type: "Ready", status: "False", reason: "ErrGetKeyPair", message: 'Error getting keypair for CA issuer: secrets "training-ca-key" not found', lastTransitionTime: waiting, observedGeneration: 1 }] } }),
    inNamespace("training", "cert-manager.io/v1", "Certificate", { name: "lost-certificate", creationTimestamp: waiting }, {
      spec: { secretName: "lost-certificate-tls", dnsNames: ["lost.training.diamond.ac.uk"], issuerRef: { name: "training-ca", kind: "Issuer" } },
      status: { conditions: [{ type: "Issuing", status: "True", reason: "DoesNotExist", message: "Issuing certificate as Secret does not exist", lastTransitionTime: waiting, observedGeneration: 1 }, { type: "Ready", status: "False", reason: "DoesNotExist", message: "Issuing certificate as Secret does not exist", lastTransitionTime: waiting, observedGeneration: 1 }] },
    }),
  ];
}

export function observingManifests(cluster: WorldCluster, at: number): readonly Manifest[] {
  return [...monitors(cluster), ...certificates(cluster, at)];
}
