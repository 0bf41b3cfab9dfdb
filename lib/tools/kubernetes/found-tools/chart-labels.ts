/** Labels by which a chart or manifest marks the Service that people open; all of one set must be there. */
export interface ChartLabels {
  /** The id of a tool that Castor knows. */
  readonly tool: string;
  /** Whose labels they are. */
  readonly of: string;
  readonly labels: Readonly<Record<string, string>>;
}

const name = "app.kubernetes.io/name";
const component = "app.kubernetes.io/component";
const partOf = "app.kubernetes.io/part-of";

/** The most telling first: the first set that an object has names its tool. */
export const chartLabels: readonly ChartLabels[] = [
  { tool: "prometheus", of: "kube-prometheus-stack", labels: { app: "kube-prometheus-stack-prometheus" } },
  { tool: "alertmanager", of: "kube-prometheus-stack", labels: { app: "kube-prometheus-stack-alertmanager" } },
  { tool: "prometheus", of: "kube-prometheus", labels: { [name]: "prometheus", [partOf]: "kube-prometheus" } },
  { tool: "prometheus", of: "the chart prometheus", labels: { [name]: "prometheus", [component]: "server" } },
  { tool: "alertmanager", of: "kube-prometheus and the chart alertmanager", labels: { [name]: "alertmanager" } },
  { tool: "grafana", of: "the chart grafana", labels: { [name]: "grafana" } },
  { tool: "argo-cd", of: "Argo CD's chart and manifests", labels: { [name]: "argocd-server", [partOf]: "argocd" } },
  { tool: "dashboard", of: "the chart kubernetes-dashboard 7", labels: { [name]: "kong", "app.kubernetes.io/instance": "kubernetes-dashboard" } },
  { tool: "dashboard", of: "the manifests of kubernetes-dashboard 2", labels: { "k8s-app": "kubernetes-dashboard" } },
  { tool: "stackrox", of: "StackRox's chart and operator", labels: { [name]: "stackrox", [component]: "central" } },
  { tool: "keycloak", of: "the chart keycloak", labels: { [name]: "keycloak" } },
  { tool: "keycloak", of: "the chart keycloakx", labels: { [name]: "keycloakx" } },
  { tool: "keycloak", of: "Keycloak's operator", labels: { app: "keycloak", "app.kubernetes.io/managed-by": "keycloak-operator" } },
];

/** Services beside the one that people open carry the same labels and one of these. */
const beside: readonly (readonly [string, RegExp])[] = [
  [component, /^(?:metrics|image-renderer|discovery|headless)$/],
];

/** The first set that fits, and the label that told it. */
export function toolByLabels(labels: Readonly<Record<string, string>>): { readonly tool: string; readonly by: string } | undefined {
  if (beside.some(([key, value]) => value.test(labels[key] ?? ""))) return undefined;
  const found = chartLabels.find((each) => Object.entries(each.labels).every(([key, value]) => labels[key] === value));
  if (found === undefined) return undefined;
  return { tool: found.tool, by: Object.entries(found.labels).map(([key, value]) => `label ${key}=${value}`).join(" and ") };
}
