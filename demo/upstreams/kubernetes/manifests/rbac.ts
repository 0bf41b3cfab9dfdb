import type { WorldCluster } from "../../../world/cluster";
import { inNamespace, ofCluster } from "./manifest";
import type { Manifest } from "./manifest";
import { namespaceNames } from "./namespaces";
import { beamlineRules, editRules, reading, rule, viewRules } from "./rbac-rules";
import type { PolicyRule } from "./rbac-rules";

const api = "rbac.authorization.k8s.io";
const version = `${api}/v1`;

/** Who a role is given to. */
export interface Subject {
  readonly kind: "User" | "Group" | "ServiceAccount";
  readonly name: string;
  readonly namespace?: string;
  readonly apiGroup?: string;
}

export const group = (name: string): Subject => ({ kind: "Group", name, apiGroup: api });
export const account = (namespace: string, name: string): Subject => ({ kind: "ServiceAccount", name, namespace });

const bootstrap = { "kubernetes.io/bootstrapping": "rbac-defaults" };

export function clusterRole(name: string, rules: readonly PolicyRule[], labels: Readonly<Record<string, string>> = {}): Manifest {
  return ofCluster(version, "ClusterRole", { name, labels: { ...(/^(system:|cluster-admin$|admin$|edit$|view$)/.test(name) && bootstrap), ...labels } }, { rules });
}

/** Gives a ClusterRole to somebody: everywhere, or in one namespace. */
export function bind(name: string, role: string, subjects: readonly Subject[], namespace?: string, roleKind: "ClusterRole" | "Role" = "ClusterRole"): Manifest {
  const body = { subjects, roleRef: { apiGroup: api, kind: roleKind, name: role } };
  return namespace === undefined ? ofCluster(version, "ClusterRoleBinding", name, body) : inNamespace(namespace, version, "RoleBinding", name, body);
}

export function role(namespace: string, name: string, rules: readonly PolicyRule[]): Manifest {
  return inNamespace(namespace, version, "Role", name, { rules });
}

const paths = (...nonResourceURLs: string[]): PolicyRule => ({ nonResourceURLs, verbs: ["get"] });

/** What Kubernetes brings, and what the laboratory gives to whom in every cluster. */
function clusterWide(): readonly Manifest[] {
  const everyone = group("system:authenticated");
  const everything = [rule("*", ["*"], ["*"]), { nonResourceURLs: ["*"], verbs: ["*"] }];
  return [
    clusterRole("cluster-admin", everything),
    clusterRole("admin", [...editRules, rule(api, ["roles", "rolebindings"], ["*"]), rule("authorization.k8s.io", ["localsubjectaccessreviews"], ["create"])], { "rbac.authorization.k8s.io/aggregate-to-admin": "true" }),
    clusterRole("edit", editRules),
    clusterRole("view", viewRules),
    clusterRole("system:discovery", [paths("/api", "/api/*", "/apis", "/apis/*", "/healthz", "/livez", "/openapi", "/openapi/*", "/readyz", "/version", "/version/")]),
    clusterRole("system:public-info-viewer", [paths("/healthz", "/livez", "/readyz", "/version", "/version/")]),
    clusterRole("system:basic-user", [rule("authorization.k8s.io", ["selfsubjectaccessreviews", "selfsubjectrulesreviews"], ["create"]), rule("authentication.k8s.io", ["selfsubjectreviews"], ["create"])]),
    clusterRole("system:node-proxier", [rule("", ["nodes", "services", "endpoints"], reading), rule("discovery.k8s.io", ["endpointslices"], reading)]),
    clusterRole("system:coredns", [rule("", ["endpoints", "services", "pods", "namespaces"], ["list", "watch"]), rule("discovery.k8s.io", ["endpointslices"], ["list", "watch"])]),
    clusterRole("lab-cluster-reader", [rule("", ["nodes", "namespaces"], reading)]),
    clusterRole("lab-beamline-staff", beamlineRules),
    clusterRole("castor", [
      rule("", ["users", "groups"], ["impersonate"]),
      rule("", ["nodes"], reading),
      rule("", ["namespaces"], ["list"]),
      rule("discovery.k8s.io", ["endpointslices"], reading),
      rule("", ["services"], ["list"]),
      rule("networking.k8s.io", ["ingresses"], ["list"]),
      rule("gateway.networking.k8s.io", ["httproutes"], ["list"]),
    ], { "app.kubernetes.io/name": "castor" }),
    bind("cluster-admin", "cluster-admin", [group("system:masters")]),
    bind("castor-admins", "cluster-admin", [group("castor-admins")]),
    bind("system:discovery", "system:discovery", [everyone]),
    bind("system:basic-user", "system:basic-user", [everyone]),
    bind("system:public-info-viewer", "system:public-info-viewer", [everyone, group("system:unauthenticated")]),
    bind("system:node-proxier", "system:node-proxier", [{ kind: "User", name: "system:kube-proxy", apiGroup: api }]),
    bind("system:coredns", "system:coredns", [account("kube-system", "coredns")]),
    bind("lab-cluster-readers", "lab-cluster-reader", [everyone]),
    bind("castor", "castor", [account("castor", "castor")]),
  ];
}

/** The groups that share the training namespace. */
const trainees = ["p47-beamline", "p45-beamline", "p38-beamline"];

/** Every role and binding of a cluster: who may do what follows from these objects and nothing else. */
export function rbacManifests(cluster: WorldCluster): readonly Manifest[] {
  const namespaces = namespaceNames(cluster);
  return [
    ...clusterWide(),
    role("monitoring", "castor-node-exporters", [rule("", ["pods/proxy"], ["get"])]),
    bind("castor-node-exporters", "castor-node-exporters", [account("castor", "castor")], "monitoring", "Role"),
    ...namespaces.filter((name) => name.endsWith("-beamline")).map((name) => bind("beamline-staff", "lab-beamline-staff", [group(name)], name)),
    ...(namespaces.includes("training") ? [bind("trainees", "lab-beamline-staff", trainees.map(group), "training")] : []),
    ...components(cluster),
  ];
}

/** What the accounts of the platform's own programs may do, as their charts ask for it. */
function components(cluster: WorldCluster): readonly Manifest[] {
  const has = (namespace: string, name: string) => cluster.workloads.some((workload) => workload.namespace === namespace && workload.name === name);
  const given = (namespace: string, name: string, rules: readonly PolicyRule[]) => (has(namespace, name) ? [clusterRole(name, rules), bind(name, name, [account(namespace, name)])] : []);
  return [
    ...given("monitoring", "prometheus-k8s", [rule("", ["nodes/metrics"], ["get"]), rule("", ["services", "endpoints", "pods"], reading), { nonResourceURLs: ["/metrics", "/metrics/slis"], verbs: ["get"] }]),
    ...given("monitoring", "kube-state-metrics", [rule("", ["configmaps", "secrets", "nodes", "pods", "services", "serviceaccounts", "resourcequotas", "replicationcontrollers", "limitranges", "persistentvolumeclaims", "persistentvolumes", "namespaces", "endpoints"], ["list", "watch"]), rule("apps", ["statefulsets", "daemonsets", "deployments", "replicasets"], ["list", "watch"]), rule("batch", ["cronjobs", "jobs"], ["list", "watch"])]),
    ...given("monitoring", "prometheus-operator", [rule("monitoring.coreos.com", ["*"], ["*"]), rule("apps", ["statefulsets"], ["*"]), rule("", ["configmaps", "secrets"], ["*"]), rule("", ["services", "services/finalizers", "endpoints"], ["get", "create", "update", "delete"])]),
    ...given("monitoring", "node-exporter", [rule("authentication.k8s.io", ["tokenreviews"], ["create"]), rule("authorization.k8s.io", ["subjectaccessreviews"], ["create"])]),
    ...given("kube-system", "calico-node", [rule("", ["endpoints", "services", "nodes", "namespaces", "pods", "serviceaccounts"], reading), rule("networking.k8s.io", ["networkpolicies"], ["list", "watch"]), rule("", ["pods/status"], ["patch"])]),
    ...given("argocd", "argocd-application-controller", [rule("*", ["*"], ["*"]), { nonResourceURLs: ["*"], verbs: ["*"] }]),
    ...given("argocd", "argocd-server", [rule("*", ["*"], ["delete", "get", "patch"]), rule("", ["events"], ["list"]), rule("", ["pods", "pods/log"], ["get"])]),
    ...given("kubernetes-dashboard", "kubernetes-dashboard", [rule("metrics.k8s.io", ["pods", "nodes"], reading)]),
    ...(has("p47-beamline", "p47-ioc-monitor") ? [role("p47-beamline", "p47-ioc-monitor", [rule("", ["pods", "pods/log"], reading), rule("apps", ["statefulsets"], reading)]), bind("p47-ioc-monitor", "p47-ioc-monitor", [account("p47-beamline", "p47-ioc-monitor")], "p47-beamline", "Role")] : []),
  ];
}
