import type { Kind } from "../kind";
import { reviewKinds } from "../reviews";
import { emptyKinds } from "./empty";
import { endpointSliceKind } from "./endpoint-slice";
import { eventKinds } from "./event";
import { namespaceKind } from "./namespace";
import { nodeKind } from "./node";
import { podKind } from "./pod";
import { serviceKinds } from "./service";
import { workloadKinds } from "./workload";

/** Every kind that the simulated API serves. */
export const kinds: readonly Kind[] = [namespaceKind, nodeKind, podKind, ...serviceKinds, ...eventKinds, endpointSliceKind, ...workloadKinds, ...emptyKinds, ...reviewKinds];
