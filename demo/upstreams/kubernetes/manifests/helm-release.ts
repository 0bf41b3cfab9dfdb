import { gzipSync } from "node:zlib";
import type { WorldCluster } from "../../../world/cluster";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { timestamp } from "../kind";

/** A chart as it was installed, and every time that it was. Revisions are oldest first. */
interface Release {
  readonly namespace: string;
  readonly name: string;
  readonly chart: { readonly name: string; readonly description: string; readonly home?: string };
  readonly revisions: readonly { readonly chart: string; readonly app: string; readonly values: object; readonly days: number; readonly failed?: string }[];
}

const day = 86_400_000;

const releases: Readonly<Record<string, readonly Release[]>> = {
  pollux: [
    {
      namespace: "p47-beamline",
      name: "p47-blueapi",
      chart: { name: "blueapi", description: "A Helm chart deploying a worker pod that runs Bluesky plans", home: "https://github.com/DiamondLightSource/blueapi" },
      revisions: [
        { chart: "1.15.2", app: "1.15.2", values: { image: { tag: "1.15.2" }, worker: { env: { sources: [{ kind: "dodal", module: "dodal.beamlines.p47" }] } } }, days: 31 },
        { chart: "1.16.0", app: "1.16.0", values: { image: { tag: "1.16.0" }, worker: { stomp: { enabled: true } } }, days: 17, failed: "Upgrade \"p47-blueapi\" failed: context deadline exceeded" },
        { chart: "1.17.0", app: "1.17.0", values: { image: { tag: "1.17.0" }, worker: { stomp: { enabled: true, url: "tcp://p47-rabbitmq:61613" } }, oauth2Proxy: { enabled: true } }, days: 6 },
      ],
    },
    {
      namespace: "p47-beamline",
      name: "p47-rabbitmq",
      chart: { name: "rabbitmq", description: "The message bus of a beamline" },
      revisions: [{ chart: "2.3.6", app: "4.0.4", values: { persistence: { size: "8Gi" } }, days: 33 }, { chart: "2.3.7", app: "4.0.5", values: { persistence: { size: "8Gi" }, service: { type: "LoadBalancer" }, plugins: ["rabbitmq_stomp"] }, days: 12 }],
    },
    { namespace: "keda", name: "keda", chart: { name: "keda", description: "Event-based autoscaler for workloads on Kubernetes", home: "https://keda.sh" }, revisions: [{ chart: "2.16.0", app: "2.16.0", values: { watchNamespace: "" }, days: 20 }] },
    { namespace: "gatekeeper-system", name: "gatekeeper", chart: { name: "gatekeeper", description: "A Helm chart for Gatekeeper", home: "https://github.com/open-policy-agent/gatekeeper" }, revisions: [{ chart: "3.17.0", app: "v3.17.0", values: { replicas: 3 }, days: 34 }, { chart: "3.18.1", app: "v3.18.1", values: { replicas: 3, auditInterval: 60 }, days: 9 }] },
    { namespace: "training", name: "web", chart: { name: "training-web", description: "The page of the Kubernetes training" }, revisions: [1, 2, 3, 4].map((n) => ({ chart: `0.${n}.0`, app: "1.27.3", values: { replicaCount: n < 3 ? n : 3, greeting: n === 4 ? "Hello, beamline" : "Hello" }, days: 9 - 2 * n })) },
  ],
  argus: [
    { namespace: "argocd", name: "argocd", chart: { name: "argo-cd", description: "A Helm chart for Argo CD, a declarative, GitOps continuous delivery tool for Kubernetes.", home: "https://github.com/argoproj/argo-helm" }, revisions: [{ chart: "8.3.0", app: "v3.1.1", values: { configs: { cm: { url: "https://argocd.example.org" } } }, days: 28 }, { chart: "8.3.5", app: "v3.1.4", values: { configs: { cm: { url: "https://argocd.example.org" }, params: { "application.namespaces": "*-beamline" } } }, days: 8 }] },
    { namespace: "keycloak", name: "keycloak", chart: { name: "keycloakx", description: "Keycloak for the laboratory's sign-in" }, revisions: [{ chart: "7.0.1", app: "26.0.7", values: { replicas: 2 }, days: 25 }] },
  ],
  i22: [{ namespace: "i22-beamline", name: "i22-blueapi", chart: { name: "blueapi", description: "A Helm chart deploying a worker pod that runs Bluesky plans" }, revisions: [{ chart: "1.17.0", app: "1.17.0", values: { image: { tag: "1.17.0" } }, days: 14 }] }],
};

/** The monitoring stack is a chart in every cluster. */
const stack: Release = {
  namespace: "monitoring",
  name: "kube-prometheus-stack",
  chart: { name: "kube-prometheus-stack", description: "kube-prometheus-stack collects Kubernetes manifests, Grafana dashboards, and Prometheus rules", home: "https://github.com/prometheus-operator/kube-prometheus" },
  revisions: [
    { chart: "65.8.1", app: "v0.77.2", values: { grafana: { enabled: true } }, days: 32 },
    { chart: "66.2.1", app: "v0.78.1", values: { grafana: { enabled: true }, prometheus: { prometheusSpec: { retention: "10d" } } }, days: 18 },
    { chart: "66.3.1", app: "v0.79.2", values: { grafana: { enabled: true, sidecar: { dashboards: { label: "grafana_dashboard" } } }, prometheus: { prometheusSpec: { retention: "15d" } } }, days: 5 },
  ],
};

/** What Helm writes into a release's Secret: JSON, gzipped, in base64 — and once more in base64, as all of a Secret's data. */
export function encodedRelease(release: object): string {
  const written = gzipSync(Buffer.from(JSON.stringify(release)), { level: 9 }).toString("base64");
  return Buffer.from(written).toString("base64");
}

function secretsOf({ namespace, name, chart, revisions }: Release, at: number): readonly Manifest[] {
  const first = timestamp(at - (revisions[0]?.days ?? 0) * day);
  return revisions.map((revision, index) => {
    const version = index + 1;
    const deployed = timestamp(at - revision.days * day);
    const status = revision.failed !== undefined ? "failed" : version === revisions.length ? "deployed" : "superseded";
    const release = {
      name,
      info: { first_deployed: first, last_deployed: deployed, deleted: "", description: revision.failed ?? (version === 1 ? "Install complete" : "Upgrade complete"), status, notes: `${chart.name} ${revision.chart} runs in ${namespace}.\nSee its pods with:\n  kubectl get pods -n ${namespace} -l app.kubernetes.io/name=${name}\n` },
      chart: {
        metadata: { name: chart.name, version: revision.chart, appVersion: revision.app, description: chart.description, apiVersion: "v2", type: "application", ...(chart.home !== undefined && { home: chart.home }) },
        lock: null,
        templates: [],
        values: { replicaCount: 1, image: { pullPolicy: "IfNotPresent" } },
        schema: null,
        files: null,
      },
      config: revision.values,
      manifest: `---\n# Source: ${chart.name}/templates/serviceaccount.yaml\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\n`,
      version,
      namespace,
    };
    return inNamespace(namespace, "v1", "Secret", { name: `sh.helm.release.v1.${name}.v${version}`, creationTimestamp: deployed, labels: { modifiedAt: String(Math.floor((at - revision.days * day) / 1_000)), name, owner: "helm", status, version: String(version) } }, { type: "helm.sh/release.v1", data: { release: encodedRelease(release) } });
  });
}

/** Helm's memory of a cluster: one Secret for each revision of each release. */
export function helmManifests(cluster: WorldCluster, at: number): readonly Manifest[] {
  return [...(releases[cluster.id] ?? []), stack].flatMap((release) => secretsOf(release, at));
}
