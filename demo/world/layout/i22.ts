import { beamlineServer, controlPlane } from "../machine";
import type { Machine } from "../machine";
import { ioc, workload } from "../workload";
import type { Workload } from "../workload";
import { perNode, services } from "./platform";

const images = "ghcr.io/epics-containers";

/** A production beamline's own three machines. */
export function i22Machines(): Machine[] {
  return [
    controlPlane("i22-cp-01", "172.23.122.11"),
    beamlineServer("i22-srv-01", "172.23.122.21", 0.33),
    beamlineServer("i22-srv-02", "172.23.122.22", 0.22, true),
  ];
}

/** What a production beamline runs. */
export function i22Workloads(): Workload[] {
  const on = (node: string, name: string, image: string, description: string) => ioc("i22", name, `${images}/${image}`, { node, description });
  return [
    ...perNode(),
    ...services(),
    on("i22-srv-01", "bl22i-mo-ioc-01", "ioc-pmac-runtime:2026.3.1", "Motion of the monochromator"),
    on("i22-srv-01", "bl22i-mo-ioc-02", "ioc-pmac-runtime:2026.3.1", "Motion of the sample table"),
    on("i22-srv-01", "bl22i-va-ioc-01", "ioc-dlslinuxvac-linux-runtime:2026.4.2", "Vacuum"),
    on("i22-srv-02", "bl22i-ea-dcam-01", "ioc-adaravis-runtime:2026.4.3", "Sample camera"),
    on("i22-srv-02", "bl22i-ea-pilatus-01", "ioc-adpilatus-runtime:2026.2.1", "Detector"),
    on("i22-srv-02", "bl22i-di-dcam-01", "ioc-adaravis-runtime:2026.4.3", "Diagnostics camera"),
    workload("StatefulSet", "i22-beamline", "i22-blueapi", { blueapi: "ghcr.io/diamondlightsource/blueapi:1.17.0" }, { node: "i22-srv-01", cores: 2, memoryMiB: 2_048, service: { ports: [{ name: "http", port: 8000 }] } }),
    workload("Deployment", "i22-beamline", "i22-epics-gateways", `${images}/epics-gateways:2026.4.1`, { node: "i22-srv-01", hostNetwork: true }),
    workload("Deployment", "i22-beamline", "i22-nexus", "ghcr.io/diamondlightsource/nexus-file-converter:4.1.5", { node: "i22-srv-02", cores: 4, memoryMiB: 4_096 }),
  ];
}
