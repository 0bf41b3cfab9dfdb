/** One rule of a role. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

export const reading = ["get", "list", "watch"] as const;
export const writing = ["create", "update", "patch", "delete", "deletecollection"] as const;

/** A rule about resources of one group, or of several. */
export function rule(apiGroups: string | readonly string[], resources: readonly string[], verbs: readonly string[], resourceNames?: readonly string[]): PolicyRule {
  return { apiGroups: typeof apiGroups === "string" ? [apiGroups] : apiGroups, resources, verbs, ...(resourceNames && { resourceNames }) };
}

/** Whatever the laboratory's CRDs define and a beamline works with every day. */
const custom = [
  rule("argoproj.io", ["applications", "appprojects", "applicationsets", "rollouts", "rollouts/status", "analysisruns", "analysistemplates", "experiments"], reading),
  rule("argoproj.io", ["applications", "rollouts", "rollouts/scale"], ["create", "update", "patch", "delete"]),
  rule("monitoring.coreos.com", ["servicemonitors", "podmonitors", "prometheusrules"], [...reading, ...writing]),
  rule("keda.sh", ["scaledobjects", "scaledjobs", "triggerauthentications"], [...reading, ...writing]),
  rule("gateway.networking.k8s.io", ["httproutes"], [...reading, ...writing]),
  rule("gateway.networking.k8s.io", ["gateways"], reading),
  rule("networking.istio.io", ["virtualservices", "destinationrules", "gateways"], reading),
  rule(["helm.toolkit.fluxcd.io", "kustomize.toolkit.fluxcd.io", "source.toolkit.fluxcd.io"], ["helmreleases", "kustomizations", "gitrepositories", "helmrepositories"], reading),
  rule("flagger.app", ["canaries"], reading),
  rule("cert-manager.io", ["certificates", "certificaterequests", "issuers"], reading),
  rule("epics.diamond.ac.uk", ["softiocs", "softiocs/status"], [...reading, ...writing]),
];

const observing = [
  rule("", ["pods", "pods/status", "pods/log", "services", "endpoints", "configmaps", "persistentvolumeclaims", "replicationcontrollers", "serviceaccounts", "events", "resourcequotas", "resourcequotas/status", "limitranges", "bindings"], reading),
  rule("", ["namespaces"], ["get"]),
  rule("apps", ["deployments", "deployments/scale", "statefulsets", "statefulsets/scale", "daemonsets", "replicasets", "replicasets/scale", "controllerrevisions"], reading),
  rule("batch", ["jobs", "cronjobs"], reading),
  rule("autoscaling", ["horizontalpodautoscalers"], reading),
  rule("policy", ["poddisruptionbudgets"], reading),
  rule("networking.k8s.io", ["ingresses", "networkpolicies"], reading),
  rule("discovery.k8s.io", ["endpointslices"], reading),
  rule("events.k8s.io", ["events"], reading),
];

/** What someone may do who only looks, as Kubernetes' `view`: no Secrets. */
export const viewRules: readonly PolicyRule[] = [...observing, ...custom.filter(({ verbs }) => verbs.includes("list")).map((each) => ({ ...each, verbs: reading }))];

/** What Kubernetes' own `edit` allows, of which exec and port-forward are a part. */
export const editRules: readonly PolicyRule[] = [
  ...observing,
  rule("", ["pods/attach", "pods/exec", "pods/portforward", "pods/proxy", "services/proxy", "secrets"], [...reading, "create"]),
  rule("", ["secrets", "pods", "services", "configmaps", "persistentvolumeclaims", "endpoints", "replicationcontrollers", "serviceaccounts"], writing),
  rule("", ["pods/eviction"], ["create"]),
  rule("apps", ["deployments", "deployments/scale", "deployments/rollback", "statefulsets", "statefulsets/scale", "daemonsets", "replicasets", "replicasets/scale"], writing),
  rule("batch", ["jobs", "cronjobs"], writing),
  rule("autoscaling", ["horizontalpodautoscalers"], writing),
  rule("policy", ["poddisruptionbudgets"], writing),
  rule("networking.k8s.io", ["ingresses", "networkpolicies"], writing),
];

/** What a beamline's staff may do in their namespace: nearly all of `edit`, without a shell in a container and without giving rights to others. */
export const beamlineRules: readonly PolicyRule[] = [
  ...observing,
  rule("", ["secrets"], reading),
  rule("", ["pods", "services", "configmaps", "secrets", "persistentvolumeclaims"], writing),
  rule("", ["pods/eviction"], ["create"]),
  rule("apps", ["deployments", "deployments/scale", "statefulsets", "statefulsets/scale", "daemonsets", "replicasets", "replicasets/scale"], writing),
  rule("batch", ["jobs", "cronjobs"], writing),
  rule("autoscaling", ["horizontalpodautoscalers"], writing),
  rule("policy", ["poddisruptionbudgets"], writing),
  rule("networking.k8s.io", ["ingresses"], writing),
  rule("rbac.authorization.k8s.io", ["roles", "rolebindings"], reading),
  rule("metrics.k8s.io", ["pods"], reading),
  ...custom,
];
