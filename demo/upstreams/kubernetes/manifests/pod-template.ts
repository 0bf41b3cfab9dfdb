import type { ContainerSpec, Workload } from "../../../world/workload";
import { iocDetails, isIoc } from "./ioc-template";
import { quantity } from "./manifest";
import { workloadDetails } from "./workload-details";
import type { WorkloadDetails } from "./workload-details";

/** What a workload's pods have beyond what the World knows of them. */
export function detailsOf(workload: Workload): WorkloadDetails {
  return isIoc(workload) ? iocDetails(workload) : (workloadDetails[workload.name] ?? {});
}

/** The spec of a workload's pods, with what the API server fills in. */
export function podSpec(workload: Workload): object {
  const { initContainers, volumes, serviceAccountName = "default", grace = 30, spec } = detailsOf(workload);
  return {
    ...(initContainers && { initContainers }),
    containers: workload.containers.map((each, index) => containerOf(workload, each, index === 0)),
    ...(volumes && { volumes }),
    ...(workload.hostNetwork && { hostNetwork: true }),
    ...(workload.node !== undefined && { nodeSelector: { "kubernetes.io/hostname": workload.node } }),
    ...(workload.namespace.endsWith("-beamline") && { tolerations: [{ key: "nodetype", operator: "Equal", value: "beamline", effect: "NoSchedule" }] }),
    restartPolicy: "Always",
    terminationGracePeriodSeconds: grace,
    dnsPolicy: workload.hostNetwork ? "ClusterFirstWithHostNet" : "ClusterFirst",
    serviceAccountName,
    serviceAccount: serviceAccountName,
    securityContext: {},
    schedulerName: "default-scheduler",
    ...spec,
  };
}

function containerOf(workload: Workload, { name, image, cpu, memory }: ContainerSpec, first: boolean): object {
  const ports = first ? workload.service?.ports : undefined;
  return {
    name,
    image,
    imagePullPolicy: "Always",
    ...(ports && { ports: ports.map((port) => ({ name: port.name, containerPort: port.port, protocol: "TCP" })) }),
    resources: {
      ...(cpu.limit !== undefined && memory.limit !== undefined && { limits: { cpu: quantity.cpu(cpu.limit), memory: quantity.memory(memory.limit) } }),
      requests: { cpu: quantity.cpu(cpu.request), memory: quantity.memory(memory.request) },
    },
    terminationMessagePath: "/dev/termination-log",
    terminationMessagePolicy: "File",
    ...detailsOf(workload).containers?.[name],
  };
}
