export { kubernetes, podProxyPath, type Kubernetes, type KubernetesAs } from "./client";
export { kubernetesWire, type KubernetesAccess } from "./connection";
export { impersonation } from "./impersonation";
export { hasRevisions, revisions } from "./revisions";
