import type { WorldCluster } from "../../../world/cluster";
import { timestamp } from "../kind";
import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { restricted } from "./training-apps";

const busybox = "docker.io/library/busybox:1.37.0";

interface Timed {
  readonly schedule: string;
  readonly script: string;
  readonly suspend?: boolean;
  readonly policy?: "Allow" | "Forbid" | "Replace";
  readonly image?: string;
}

const podOf = (name: string, image: string, script: string, namespace: string) => ({
  metadata: { labels: { app: name, "app.kubernetes.io/name": name, ...(namespace === "training" && { team: "cloud-team" }) } },
  spec: { restartPolicy: "Never", containers: [{ name, image, command: ["sh", "-c", script], resources: { requests: { cpu: "50m", memory: "32Mi" }, limits: { cpu: "200m", memory: "64Mi" } }, securityContext: restricted }] },
});

function cronJob(namespace: string, name: string, { schedule, script, suspend = false, policy = "Forbid", image = busybox }: Timed): Manifest {
  return inNamespace(namespace, "batch/v1", "CronJob", { name, labels: { app: name } }, {
    spec: { schedule, timeZone: "Europe/London", suspend, concurrencyPolicy: policy, successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 2, jobTemplate: { spec: { backoffLimit: 1, template: podOf(name, image, script, namespace) } } },
  });
}

/** What runs by the clock, and what ran once. Whether a run succeeds follows from its script. */
export function jobManifests(cluster: WorldCluster, at: number): readonly Manifest[] {
  if (cluster.id === "argus") return [cronJob("keycloak", "keycloak-backup", { schedule: "*/30 * * * *", script: "echo dumping keycloak; sleep 9; exit 0" })];
  if (cluster.id !== "pollux") return [cronJob("i22-beamline", "i22-autosave-backup", { schedule: "*/20 * * * *", script: "echo saving /autosave; sleep 6; exit 0" })];
  return [
    cronJob("training", "hello", { schedule: "*/5 * * * *", script: "date; echo Hello from the beamline; sleep 4; exit 0" }),
    cronJob("training", "flaky-report", { schedule: "*/15 * * * *", script: "echo cannot reach the archiver at 172.23.242.99; sleep 5; exit 3", policy: "Replace" }),
    cronJob("training", "nightly-clean-up", { schedule: "30 2 * * *", script: "find /scratch -mtime +7 -delete; sleep 20; exit 0", suspend: true }),
    cronJob("p45-beamline", "p45-autosave-backup", { schedule: "*/20 * * * *", script: "echo saving /autosave; sleep 6; exit 0" }),
    once(at, "training", "broken-migration", "echo 'migrate: relation \"scans\" does not exist'; sleep 3; exit 1", 2),
    once(at, "training", "pi", "echo 3.14159265358979323846; sleep 12; exit 0", 4),
  ];
}

function once(at: number, namespace: string, name: string, script: string, backoffLimit: number): Manifest {
  return inNamespace(namespace, "batch/v1", "Job", { name, creationTimestamp: timestamp(at - 131 * 60_000), labels: { app: name } }, { spec: { backoffLimit, completions: 1, parallelism: 1, template: podOf(name, busybox, script, namespace) } });
}
