import type { WorldCluster } from "../../../world/cluster";
import { hex, suffix, uuid } from "../../../world/dice";
import { timestamp } from "../kind";
import { held } from "./exposure";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { container, labelsOf, training } from "./training-apps";

const rollouts = "argoproj.io/v1alpha1";
const nginx = (tag: string) => `docker.io/nginxinc/nginx-unprivileged:${tag}`;

/** A Rollout that waits in its second step until a person lets it go on: four old pods, one new. */
function pausedRollout(cluster: WorldCluster, at: number): readonly Manifest[] {
  const name = "canary-demo";
  const uid = uuid(cluster.seed, `Rollout ${training}/${name}`);
  const since = timestamp(at - 47 * 60_000);
  const [stable, canary] = [suffix(cluster.seed, `${name} stable`, 9), suffix(cluster.seed, `${name} canary`, 9)];
  const template = (tag: string, hash?: string) => ({
    metadata: { labels: { ...labelsOf(name), ...(hash !== undefined && { "rollouts-pod-template-hash": hash }) } },
    spec: { containers: [container({ name: "web", image: nginx(tag), ports: [{ name: "http", containerPort: 8080 }], readinessProbe: { httpGet: { path: "/", port: "http" } } })] },
  });
  const set = (hash: string, tag: string, replicas: number, revision: string) =>
    inNamespace(training, "apps/v1", "ReplicaSet", { name: `${name}-${hash}`, ...(revision === "2" && { creationTimestamp: since }), labels: { ...labelsOf(name), "rollouts-pod-template-hash": hash }, annotations: { "rollout.argoproj.io/revision": revision, "rollout.argoproj.io/desired-replicas": String(replicas) }, ownerReferences: [{ apiVersion: rollouts, kind: "Rollout", name, uid, controller: true, blockOwnerDeletion: true }] }, {
      spec: { replicas, selector: { matchLabels: { app: name, "rollouts-pod-template-hash": hash } }, template: template(tag, hash) },
    });
  return [
    inNamespace(training, rollouts, "Rollout", { name, uid, labels: labelsOf(name), annotations: { "rollout.argoproj.io/revision": "2" } }, {
      spec: { replicas: 5, revisionHistoryLimit: 3, selector: { matchLabels: { app: name } }, template: template("1.27.3"), strategy: { canary: { canaryService: `${name}-canary`, stableService: `${name}-stable`, steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }, { pause: { duration: "10m" } }, { setWeight: 100 }] } } },
      status: { phase: "Paused", message: "CanaryPauseStep", replicas: 5, updatedReplicas: 1, readyReplicas: 5, availableReplicas: 5, currentStepIndex: 1, stableRS: stable, currentPodHash: canary, controllerPause: true, pauseConditions: [{ reason: "CanaryPauseStep", startTime: since }], selector: `app=${name}`, conditions: [...held(since, ["Available", "AvailableReason", "Rollout has minimum availability"], ["Paused", "RolloutPaused", "Rollout is paused"]), { type: "Healthy", status: "False", reason: "RolloutHealthy", message: "Rollout is not healthy", lastTransitionTime: since }] },
    }),
    set(stable, "1.26.2", 4, "1"),
    set(canary, "1.27.3", 1, "2"),
    ...["stable", "canary"].map((part) => inNamespace(training, "v1", "Service", { name: `${name}-${part}`, labels: labelsOf(name) }, { spec: { ports: [{ name: "http", port: 80, targetPort: "http" }], selector: { app: name, "rollouts-pod-template-hash": part === "stable" ? stable : canary } } })),
    inNamespace(training, rollouts, "AnalysisTemplate", "success-rate", { spec: { metrics: [{ name: "success-rate", interval: "1m", successCondition: "result[0] >= 0.95", provider: { prometheus: { address: "http://prometheus-k8s.monitoring:9090", query: "sum(rate(requests_total{code!~'5..'}[1m])) / sum(rate(requests_total[1m]))" } } }] } }),
    inNamespace(training, rollouts, "AnalysisRun", { name: `${name}-${canary}-2`, creationTimestamp: since, ownerReferences: [{ apiVersion: rollouts, kind: "Rollout", name, uid, controller: true, blockOwnerDeletion: true }] }, { spec: { metrics: [{ name: "success-rate" }] }, status: { phase: "Successful", metricResults: [{ name: "success-rate", phase: "Successful", count: 5, successful: 5 }] } }),
  ];
}

/** What Flagger, Flux and KEDA look after. */
function operators(cluster: WorldCluster, at: number): readonly Manifest[] {
  const since = timestamp(at - 6 * 3_600_000);
  const revision = `main@sha1:${hex(cluster.seed, "flux", 40)}`;
  const unready = (message: string, reason: string) => [{ type: "Ready", status: "False", reason, message, lastTransitionTime: since, observedGeneration: 1 }];
  const fluxed = (kind: string, version: string, namespace: string, name: string, body: object) => inNamespace(namespace, version, kind, name, body);
  const sourceRef = { kind: "GitRepository", name: "lab-platform", namespace: "flux-system" };
  return [
    inNamespace(training, "flagger.app/v1beta1", "Canary", { name: "web", labels: labelsOf("web") }, {
      spec: { targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" }, progressDeadlineSeconds: 60, service: { port: 80, targetPort: "http" }, analysis: { interval: "1m", threshold: 5, maxWeight: 50, stepWeight: 10, metrics: [{ name: "request-success-rate", interval: "1m", thresholdRange: { min: 99 } }] } },
      status: { phase: "Progressing", canaryWeight: 20, failedChecks: 1, iterations: 0, lastAppliedSpec: hex(cluster.seed, "canary spec", 10), lastTransitionTime: timestamp(at - 4 * 60_000), conditions: [{ type: "Promoted", status: "Unknown", reason: "Progressing", message: "New revision detected, progressing canary analysis.", lastTransitionTime: since }] },
    }),
    fluxed("GitRepository", "source.toolkit.fluxcd.io/v1", "flux-system", "lab-platform", { spec: { interval: "1m", url: "https://github.com/epics-containers/p47-deployment", ref: { branch: "main" } }, status: { artifact: { revision, lastUpdateTime: since }, conditions: held(since, ["Ready", "Succeeded", `stored artifact for revision '${revision}'`]) } }),
    fluxed("HelmRepository", "source.toolkit.fluxcd.io/v1", "flux-system", "kedacore", { spec: { interval: "1h", url: "https://kedacore.github.io/charts", type: "default" }, status: { conditions: held(since, ["Ready", "Succeeded", "stored artifact: revision 'sha256:5c1e'"]) } }),
    fluxed("Kustomization", "kustomize.toolkit.fluxcd.io/v1", "flux-system", "lab-platform", { spec: { interval: "10m", path: "./platform", prune: true, sourceRef }, status: { lastAppliedRevision: revision, lastAttemptedRevision: revision, conditions: held(since, ["Ready", "ReconciliationSucceeded", `Applied revision: ${revision}`]) } }),
    fluxed("HelmRelease", "helm.toolkit.fluxcd.io/v2", "keda", "keda", { spec: { interval: "1h", chart: { spec: { chart: "keda", version: "2.16.0", sourceRef: { kind: "HelmRepository", name: "kedacore", namespace: "flux-system" } } } }, status: { conditions: held(since, ["Ready", "InstallSucceeded", "Helm install succeeded for release keda/keda.v1 with chart keda@2.16.0"]) } }),
    fluxed("HelmRelease", "helm.toolkit.fluxcd.io/v2", training, "guestbook", { spec: { interval: "10m", chart: { spec: { chart: "guestbook", version: "9.9.9", sourceRef } } }, status: { conditions: unready("chart version '9.9.9' not found in the repository", "InstallFailed") } }),
    inNamespace(training, "keda.sh/v1alpha1", "ScaledObject", { name: "queue-worker", labels: labelsOf("queue-worker") }, {
      spec: { scaleTargetRef: { name: "counter-db", kind: "StatefulSet", apiVersion: "apps/v1" }, minReplicaCount: 2, maxReplicaCount: 6, pollingInterval: 30, cooldownPeriod: 300, triggers: [{ type: "rabbitmq", metadata: { queueName: "scans", mode: "QueueLength", value: "20" } }, { type: "cron", metadata: { timezone: "Europe/London", start: "0 8 * * *", end: "0 18 * * *", desiredReplicas: "2" } }] },
      status: { scaleTargetKind: "apps/v1.StatefulSet", triggersTypes: "rabbitmq,cron", conditions: [...held(since, ["Ready", "ScaledObjectReady", "ScaledObject is defined correctly and is ready for scaling"]), ...["Active", "Fallback", "Paused"].map((type) => ({ type, status: type === "Active" ? "True" : "False", reason: `ScaledObject${type}`, message: `${type} was last looked at`, lastTransitionTime: since }))] },
    }),
    inNamespace("p45-beamline", "epics.diamond.ac.uk/v1alpha1", "SoftIoc", { name: "bl45p-sim-01", labels: { domain: "p45" } }, { spec: { beamline: "p45", prefix: "BL45P-SIM-01", image: "ghcr.io/epics-containers/ioc-template-runtime:2026.2.1", database: "bl45p-mo-brick-01-config", replicas: 1, ports: { ca: 5064, pva: 5075 }, autosave: true }, status: { phase: "Running", pvCount: 212, clients: 3, replicas: 1, conditions: held(since, ["Ready", "Serving", "212 PVs are served"]) } }),
    inNamespace("p47-beamline", "epics.diamond.ac.uk/v1alpha1", "SoftIoc", { name: "bl47p-sim-02", labels: { domain: "p47" } }, { spec: { beamline: "p47", prefix: "BL47P-SIM-02", image: "ghcr.io/epics-containers/ioc-template-runtime:2026.2.1", database: "bl47p-synoptic-config", replicas: 0, autosave: false }, status: { phase: "Stopped", pvCount: 0, clients: 0, replicas: 0, conditions: [] } }),
  ];
}

/** Whatever is delivered to the staging cluster by more than a Deployment. */
export function deliveryManifests(cluster: WorldCluster, at: number): readonly Manifest[] {
  return cluster.id === "pollux" ? [...pausedRollout(cluster, at), ...operators(cluster, at)] : [];
}
