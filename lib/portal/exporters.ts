import type { ExporterTarget } from "@/lib/model";
import { podProxyPath } from "@/lib/tools/kubernetes";
import { directExporter, nodeExporter } from "@/lib/tools/node-exporter";
import type { Wire } from "@/lib/wire";
import type { Log } from "./index";

export interface Reach {
  readonly reach: "direct" | "proxy";
  /** The Kubernetes API, for the way through its pod proxy. */
  readonly kubernetes: Wire;
  readonly log: Log;
}

/** How a node's exporter is reached: at its own address, or through the Kubernetes API's pod proxy. */
export function connectExporter({ reach, kubernetes, log }: Reach) {
  return (target: ExporterTarget) =>
    reach === "proxy" && target.pod !== undefined
      ? nodeExporter(kubernetes, { path: podProxyPath(target.pod, target.port, "/metrics"), timeoutMs: 2_000 })
      : directExporter(target, log);
}
