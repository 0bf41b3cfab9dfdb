import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";
import { acknowledgingOf } from "./acknowledging";
import { explainOf } from "./explain";
import { graphOf } from "./graph";
import { mayRespond } from "./may-respond";
import { silencingOf } from "./silencing";
import { timelineOf } from "./timeline";
import { triageOf } from "./triage";

export { createAlertBook } from "./book";
export { alertCountsOf } from "./counts";
export { createAlertMemory, type KeptMemory } from "./memory";
export { createTopology, type Topology } from "./topology";
export { alertingSourceOf } from "./sources";
export type { AlertBook } from "./alerts-now";

/** The Portal's answers about alerts. */
export function alertingOf(parts: AlertingParts): AlertingPortal {
  return {
    ...triageOf(parts),
    ...explainOf(parts),
    ...silencingOf(parts),
    ...acknowledgingOf(parts),
    ...timelineOf(parts),
    ...graphOf(parts),
    mayRespond: (person, cluster) => mayRespond(person, parts.find(person, cluster).settings),
    alerts(person, cluster) {
      return [...parts.find(person, cluster).alerting.book.current.alerts.values()];
    },
  };
}
