export type { Asker } from "./asker";
export { kubernetes, podProxyPath, type Kubernetes, type KubernetesAs } from "./client";
export { kubernetesWire, type KubernetesAccess } from "./connection";
export { discover } from "./discovery";
export { impersonation } from "./impersonation";
export { createObjectReports, type Figures } from "./objects";
export { hasRevisions, revisions } from "./revisions";
export { watchTable, type Watched, type WatchParts } from "./watch";
