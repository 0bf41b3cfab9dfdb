import type { WorldCluster } from "../../../world/cluster";
import { timestamp } from "../kind";
import { inNamespace, ofCluster } from "./manifest";
import type { Manifest } from "./manifest";
import { namespaceNames } from "./namespaces";

const constraint = "constraints.gatekeeper.sh/v1beta1";

interface Violation {
  readonly group?: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly message: string;
}

function template(kind: string, parameters: object, rego: string): Manifest {
  return ofCluster("templates.gatekeeper.sh/v1", "ConstraintTemplate", { name: kind.toLowerCase(), annotations: { description: `The rule behind constraints of kind ${kind}.` } }, {
    spec: { crd: { spec: { names: { kind }, validation: { openAPIV3Schema: { type: "object", properties: parameters } } } }, targets: [{ target: "admission.k8s.gatekeeper.sh", rego }] },
    status: { created: true, byPod: [{ id: "gatekeeper-audit", observedGeneration: 1, operations: ["audit", "status"] }] },
  });
}

function constraintOf(kind: string, name: string, at: number, spec: Readonly<Record<string, unknown>> & { readonly enforcementAction: "deny" | "dryrun" | "warn" }, violations: readonly Violation[]): Manifest {
  const found = violations.map((each) => ({ enforcementAction: spec.enforcementAction, group: "", ...each }));
  return ofCluster(constraint, kind, name, { spec, status: { auditTimestamp: timestamp(at - 40_000), totalViolations: found.length, violations: found, byPod: [{ id: "gatekeeper-audit", enforced: true, observedGeneration: 1, operations: ["audit", "status"] }] } });
}

/** Gatekeeper's rules: pods of the training need a team, namespaces should have one, and images come from known registries. */
export function gatekeeperManifests(cluster: WorldCluster, at: number): readonly Manifest[] {
  const namespaces = namespaceNames(cluster);
  if (!namespaces.includes("gatekeeper-system")) return [];
  const teamless = namespaces.filter((name) => !name.endsWith("-beamline") && !["training", "monitoring", "argocd", "keycloak", "stackrox", "graylog"].includes(name) && !name.startsWith("kube-"));
  const trainees = { enforcementAction: "deny" as const, match: { kinds: [{ apiGroups: [""], kinds: ["Pod"] }], namespaces: ["training"] }, parameters: { labels: [{ key: "team" }] } };
  return [
    template("K8sRequiredLabels", { labels: { type: "array", items: { type: "object", properties: { key: { type: "string" }, allowedRegex: { type: "string" } } } }, message: { type: "string" } }, 'package k8srequiredlabels\n\nviolation[{"msg": msg}] {\n  provided := {label | input.review.object.metadata.labels[label]}\n  required := {label | label := input.parameters.labels[_].key}\n  missing := required - provided\n  count(missing) > 0\n  msg := sprintf("you must provide labels: %v", [missing])\n}\n'),
    template("K8sAllowedRepos", { repos: { type: "array", items: { type: "string" } } }, 'package k8sallowedrepos\n\nviolation[{"msg": msg}] {\n  container := input.review.object.spec.containers[_]\n  not strings.any_prefix_match(container.image, input.parameters.repos)\n  msg := sprintf("container <%v> has an invalid image repo <%v>", [container.name, container.image])\n}\n'),
    constraintOf("K8sRequiredLabels", "ns-should-have-team", at, { enforcementAction: "dryrun", match: { kinds: [{ apiGroups: [""], kinds: ["Namespace"] }], excludedNamespaces: ["kube-*"] }, parameters: { labels: [{ key: "team" }] } }, teamless.map((name) => ({ version: "v1", kind: "Namespace", name, message: 'you must provide labels: {"team"}' }))),
    ...(namespaces.includes("training") ? [constraintOf("K8sRequiredLabels", "pods-must-have-team", at, trainees, [])] : []),
    constraintOf("K8sAllowedRepos", "images-from-known-registries", at, { enforcementAction: "warn", match: { kinds: [{ apiGroups: [""], kinds: ["Pod"] }], excludedNamespaces: ["kube-*"] }, parameters: { repos: ["ghcr.io/", "quay.io/", "registry.k8s.io/", "docker.io/library/"] } }, cluster.id === "pollux" ? [{ version: "v1", kind: "Pod", namespace: "monitoring", name: "grafana", message: "container <grafana> has an invalid image repo <docker.io/grafana/grafana:11.4.0>" }] : []),
    webhook("gatekeeper-validating-webhook-configuration", "gatekeeper-system", "gatekeeper-controller-manager", "validation.gatekeeper.sh", "Ignore"),
  ];
}

/** A webhook that is asked about objects before they are stored. */
function webhook(name: string, namespace: string, service: string, hook: string, failurePolicy: "Ignore" | "Fail"): Manifest {
  return ofCluster("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", name, {
    webhooks: [{ name: hook, admissionReviewVersions: ["v1"], clientConfig: { service: { namespace, name: service, path: "/v1/admit", port: 443 } }, failurePolicy, matchPolicy: "Equivalent", sideEffects: "None", timeoutSeconds: 3, rules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: ["CREATE", "UPDATE"], resources: ["*"], scope: "*" }] }],
  });
}

/** Priorities, quotas, limits, and who may talk to whom. */
export function limitManifests(cluster: WorldCluster): readonly Manifest[] {
  const priority = (name: string, value: number, description: string, globalDefault = false) => ofCluster("scheduling.k8s.io/v1", "PriorityClass", name, { value, globalDefault, description, preemptionPolicy: "PreemptLowerPriority" });
  const beamlines = namespaceNames(cluster).filter((name) => name.endsWith("-beamline") && cluster.namespaces.includes(name));
  return [
    priority("system-node-critical", 2_000_001_000, "Used for system critical pods that must not be moved from their current node."),
    priority("system-cluster-critical", 2_000_000_000, "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary."),
    priority("beamline", 100_000, "IOCs and what a beamline needs to take data."),
    priority("training", 1_000, "Exercises: the first to go when a node is full."),
    webhook("cert-manager-webhook", "cert-manager", "cert-manager-webhook", "webhook.cert-manager.io", "Fail"),
    ...beamlines.flatMap((namespace) => [
      inNamespace(namespace, "networking.k8s.io/v1", "NetworkPolicy", "default-deny-ingress", { spec: { podSelector: {}, policyTypes: ["Ingress"] } }),
      inNamespace(namespace, "networking.k8s.io/v1", "NetworkPolicy", "allow-same-namespace", { spec: { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }, { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } }] }], policyTypes: ["Ingress"] } }),
      inNamespace(namespace, "v1", "LimitRange", "defaults", { spec: { limits: [{ type: "Container", default: { cpu: "500m", memory: "256Mi" }, defaultRequest: { cpu: "100m", memory: "64Mi" }, max: { cpu: "8", memory: "32Gi" } }] } }),
      inNamespace(namespace, "v1", "ResourceQuota", "beamline", { spec: { hard: { pods: "60", "requests.cpu": "48", "requests.memory": "128Gi", "limits.cpu": "120", "limits.memory": "256Gi", persistentvolumeclaims: "60" } }, status: { hard: { pods: "60", "requests.cpu": "48", "requests.memory": "128Gi", "limits.cpu": "120", "limits.memory": "256Gi", persistentvolumeclaims: "60" }, used: { pods: "11", "requests.cpu": "3600m", "requests.memory": "3Gi", "limits.cpu": "18", "limits.memory": "12Gi", persistentvolumeclaims: "14" } } }),
    ]),
    ...(cluster.id === "pollux" ? [inNamespace("training", "v1", "ResourceQuota", "training", { spec: { hard: { pods: "40", "requests.memory": "16Gi" } }, status: { hard: { pods: "40", "requests.memory": "16Gi" }, used: { pods: "17", "requests.memory": "3Gi" } } })] : []),
  ];
}
