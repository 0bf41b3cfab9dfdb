export { kubernetes, podProxyPath, type Kubernetes, type KubernetesAs } from "./client";
export { kubernetesWire, type KubernetesAccess } from "./connection";
export { discover } from "./discovery";
export { impersonation } from "./impersonation";
export { hasRevisions, revisions } from "./revisions";
export { watchTable, type Watched, type WatchParts } from "./watch";
