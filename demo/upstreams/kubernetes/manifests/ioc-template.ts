import type { Workload } from "../../../world/workload";
import type { WorkloadDetails } from "./workload-details";

/** The claims that all IOCs of a beamline share, as its `epics-pvcs` chart makes them. */
export const sharedClaims = ["opi", "runtime", "autosave", "binaries"] as const;

export const isIoc = ({ labels }: Pick<Workload, "labels">): boolean => labels.ioc === "true";

/** What the IOC chart gives each IOC: its configuration, the beamline's claims, and data of its own. */
export function iocDetails({ name, labels }: Workload): WorkloadDetails {
  const { domain = "", location = "" } = labels;
  const claim = (volume: string, claimName: string) => ({ name: volume, persistentVolumeClaim: { claimName } });
  return {
    containers: {
      [name]: {
        command: ["bash", "-c", "/epics/ioc/start.sh"],
        env: [
          { name: "IOC_NAME", value: name },
          { name: "IOC_PREFIX", value: name.toUpperCase() },
          { name: "IOC_LOCATION", value: location },
          { name: "IOC_DOMAIN", value: domain },
          { name: "K8S_IOC_ADDRESS", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } },
        ],
        stdin: true,
        tty: true,
        lifecycle: { preStop: { exec: { command: ["bash", "-c", "/epics/ioc/stop.sh"] } } },
        livenessProbe: { exec: { command: ["/bin/bash", "/epics/ioc/liveness.sh"] }, initialDelaySeconds: 120, timeoutSeconds: 1, periodSeconds: 30, successThreshold: 1, failureThreshold: 3 },
        securityContext: { capabilities: { drop: ["ALL"] }, allowPrivilegeEscalation: false },
        volumeMounts: [
          { name: "config-volume", mountPath: "/epics/ioc/config" },
          { name: "opis-volume", mountPath: "/epics/opi", subPath: name },
          { name: "runtime-volume", mountPath: "/epics/runtime", subPath: name },
          { name: "autosave-volume", mountPath: "/autosave", subPath: name },
          { name: "data-volume", mountPath: "/data" },
        ],
      },
    },
    volumes: [
      { name: "config-volume", configMap: { name: `${name}-config`, defaultMode: 420 } },
      claim("opis-volume", `${domain}-opi-claim`),
      claim("runtime-volume", `${domain}-runtime-claim`),
      claim("autosave-volume", `${domain}-autosave-claim`),
      claim("data-volume", `${name}-data`),
    ],
    grace: 3,
  };
}
