import type { StartControllers } from "./cluster-parts";
import { startControllers } from "./controllers";
import { podLogs } from "./controllers/logs";
import type { PodLogs } from "./pod-logs";

/** What moves a cluster's objects, and where its pods' logs come from. */
export function controllersOf(): { readonly start: StartControllers; readonly logs: PodLogs } {
  return { start: startControllers, logs: podLogs };
}
