import { beamlineServer, blade, controlPlane, worker } from "../machine";
import type { Machine } from "../machine";
import { ioc, workload } from "../workload";
import type { Workload } from "../workload";
import { chance } from "../dice";
import { perNode, services } from "./platform";

const images = "ghcr.io/epics-containers";

/** The staging cluster's machines: six, and as many blades beside them as a test of scale asks for. */
export function polluxMachines(seed: number, nodes: number): Machine[] {
  const six = [
    controlPlane("pollux-cp-01", "172.23.242.10"),
    beamlineServer("p47-srv-01", "172.23.242.47", 0.24),
    beamlineServer("p38-srv-01", "172.23.242.38", 0.16),
    beamlineServer("p45-srv-01", "172.23.242.45", 0.19, true),
    worker("pollux-wk-01", "172.23.242.61", 0.31),
    worker("pollux-wk-02", "172.23.242.62", 0.36),
  ];
  for (let n = six.length + 1; n <= nodes; n++) {
    const name = `pollux-bl-${String(n).padStart(3, "0")}`;
    six.push(blade(name, `172.23.${243 + Math.floor(n / 250)}.${(n % 250) + 1}`, 0.08 + 0.3 * chance(seed, name)));
  }
  return six.slice(0, Math.max(nodes, 1));
}

/** Everything the test beamlines run on the staging cluster. */
export function polluxWorkloads(): Workload[] {
  const p47 = (name: string, image: string | Record<string, string>, rest: Parameters<typeof workload>[4] = {}, kind: Workload["kind"] = "StatefulSet") =>
    workload(kind, "p47-beamline", name, image, { node: "p47-srv-01", ...rest });
  return [
    ...perNode(),
    ...services({ alertmanagers: 2 }),
    ioc("p47", "bl47p-ea-dcam-01", `${images}/ioc-adaravis-runtime:2026.4.3`, { stopped: true, description: "Detector camera 1" }),
    ioc("p47", "bl47p-ea-dcam-02", `${images}/ioc-adaravis-runtime:2026.4.3`, { stopped: true, description: "Detector camera 2" }),
    ioc("p47", "bl47p-mo-ioc-01", `${images}/ioc-pmac-runtime:2026.3.1-beta.12`, { description: "Motion of the sample stage" }),
    ioc("p47", "bl47p-ea-panda-01", "ghcr.io/pandablocks/pandablocks-ioc:0.11.5", { stopped: true, description: "PandA trigger box" }),
    ioc("p47", "bl47p-synoptic", `${images}/ioc-asyn-runtime:4.45ec3`, { description: "Synoptic support" }),
    ioc("p47", "bl47p-c7-sim-01", "ghcr.io/diamondlightsource/dev-c7:2025.11.1", { description: "Simulated C7" }),
    ioc("p47", "sr03c-va-ioc-01", `${images}/ioc-dlslinuxvac-linux-runtime:2026.4.2`, { stopped: true, description: "Vacuum of the storage ring" }),
    p47("p47-blueapi", { blueapi: "ghcr.io/diamondlightsource/blueapi:1.17.0", "oauth2-proxy": "quay.io/oauth2-proxy/oauth2-proxy:v7.7.1" }, {
      cores: 2,
      memoryMiB: 2_048,
      service: { ports: [{ name: "http", port: 8000 }] },
    }),
    p47("p47-rabbitmq", "docker.io/library/rabbitmq:4.0.5-management", {
      cores: 1,
      memoryMiB: 1_024,
      service: { type: "LoadBalancer", ports: [{ name: "stomp", port: 61_613 }, { name: "amqp", port: 5_672 }] },
    }),
    p47("p47-nexus", "ghcr.io/diamondlightsource/nexus-file-converter:4.1.5", { cores: 4, memoryMiB: 4_096 }, "Deployment"),
    p47("p47-epics-gateways", { "ca-gateway": `${images}/epics-gateways:2026.4.1`, "pva-gateway": `${images}/epics-gateways:2026.4.1` }, {
      hostNetwork: true,
      service: { type: "LoadBalancer", ports: [{ name: "ca", port: 9_064 }, { name: "pva", port: 9_075 }] },
    }, "Deployment"),
    p47("p47-epics-opis", "docker.io/library/nginx:1.25.4", { service: { ports: [{ name: "http", port: 80 }] } }, "Deployment"),
    p47("p47-proxy", { "proxy-ca": "docker.io/alpine/socat:1.7.4.4-r0", "proxy-pva": "docker.io/alpine/socat:1.7.4.4-r0", "proxy-stomp": "docker.io/alpine/socat:1.7.4.4-r0" }, {}, "Deployment"),
    p47("p47-ioc-monitor", `${images}/k8s-ioc-monitor:2025.10.3`, {}, "Deployment"),
    ioc("p45", "bl45p-mo-brick-01", `${images}/ioc-pmac-runtime:2024.9.1`, { description: "Motion brick" }),
    ioc("p38", "bl38p-di-dcam-01", `${images}/ioc-adaravis-runtime:2024.5.1`, { description: "Diagnostics camera" }),
  ];
}
