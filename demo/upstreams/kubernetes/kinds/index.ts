import type { Kind } from "../kind";
import { reviewKinds } from "../reviews";
import { accessKinds } from "./access";
import { batchKinds } from "./batch";
import { configKinds } from "./config";
import { controlKinds } from "./control";
import { eventKinds } from "./event";
import { namespaceKind } from "./namespace";
import { networkKinds } from "./network";
import { nodeKind } from "./node";
import { podKinds } from "./pod";
import { scalingKinds } from "./scaling";
import { serviceKinds } from "./service";
import { storageKinds } from "./storage";
import { workloadKinds } from "./workload";

/** Every kind that is built into the simulated API; the others come from CRDs. */
export const kinds: readonly Kind[] = [
  namespaceKind,
  nodeKind,
  ...podKinds,
  ...serviceKinds,
  ...configKinds,
  ...storageKinds,
  ...workloadKinds,
  ...batchKinds,
  ...scalingKinds,
  ...networkKinds,
  ...accessKinds,
  ...eventKinds,
  ...controlKinds,
  ...reviewKinds,
];
