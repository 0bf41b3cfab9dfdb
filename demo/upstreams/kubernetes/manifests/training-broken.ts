import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { container, exercise, labelsOf, restricted, training } from "./training-apps";

const stress = "ghcr.io/diamondlightsource/training-stress:1.4.0";
const busybox = "docker.io/library/busybox:1.37.0";
const nginx = "docker.io/nginxinc/nginx-unprivileged:1.27.3";
const http = [{ name: "http", containerPort: 8080 }];

/**
 * The exercises that are broken on purpose, each in one way that people meet: what becomes of their pods
 * follows from their specs (see `fate.ts`), so that whoever repairs the spec repairs the pod.
 */
export function brokenExercises(): readonly Manifest[] {
  return [
    exercise("oom-demo", "Wants 250 MB where 100 MiB are allowed: OOMKilled", { containers: [container({ image: stress, args: ["--vm", "1", "--vm-bytes", "250M", "--vm-hang", "1"] }, "200m", "100Mi")] }),
    exercise("image-typo", "The tag does not exist: ImagePullBackOff", { containers: [container({ image: "ghcr.io/epics-containers/ioc-adaravis-runtime:2026.4.3-typo" })] }),
    exercise("too-big", "Asks for 64 cores, which no node has left: unschedulable", { containers: [container({ image: stress, args: ["--cpus", "64"] }, "64", "1Gi")] }),
    exercise("wrong-probe", "The readiness probe asks for a path that the server does not have: never ready", {
      containers: [container({ image: nginx, ports: http, readinessProbe: { httpGet: { path: "/health-typo", port: "http" }, periodSeconds: 5 }, livenessProbe: { httpGet: { path: "/", port: "http" } } })],
    }),
    exercise("crash-demo", "Ends with an error three seconds after each start: CrashLoopBackOff", { containers: [container({ image: busybox, command: ["sh", "-c", "echo 'cannot connect to 172.23.242.99:5064: no route to host'; sleep 3; exit 1"] })] }),
    exercise("waits-for-db", "Its init container waits for a service that nobody made: Init:0/1", {
      initContainers: [container({ name: "wait-for-db", image: busybox, command: ["sh", "-c", "until nslookup training-db.training.svc.cluster.local; do echo waiting for training-db; sleep 2; done"] })],
      containers: [container({ image: nginx, ports: http })],
    }),
    exercise("no-config", "Takes its settings from a ConfigMap that is not there: CreateContainerConfigError", { containers: [container({ image: busybox, command: ["sleep", "infinity"], envFrom: [{ configMapRef: { name: "no-config-settings" } }] })] }),
    exercise("privileged-agent", "Asks for the host's network and more rights than the namespace gives: refused by Pod Security", {
      hostNetwork: true,
      containers: [container({ image: busybox, command: ["sleep", "infinity"], securityContext: { privileged: true } })],
    }),
    exercise("unlabelled", "Its pods have no team label: refused by Gatekeeper", { containers: [container({ image: nginx, ports: http })] }, { labels: { app: "unlabelled" } }),
    exercise("cpu-hungry", "Wants two cores and may have a fifth of one: throttled", { containers: [container({ image: stress, args: ["--cpus", "2"] }, "200m", "64Mi")] }),
    exercise("no-requests", "Asks for nothing, so an autoscaler has no measure for it", { containers: [container({ image: nginx, ports: http, resources: {} })] }, { replicas: 2 }),
    pendingClaim(),
    exercise("slow-storage", "Its claim stays Pending, as its StorageClass does not exist", {
      containers: [container({ image: busybox, command: ["sleep", "infinity"], volumeMounts: [{ name: "scratch", mountPath: "/scratch" }] })],
      volumes: [{ name: "scratch", persistentVolumeClaim: { claimName: "fast-scratch" } }],
    }),
    blindAutoscaler(),
    lostIngress(),
    ...elsewhere(),
  ];
}

function pendingClaim(): Manifest {
  return inNamespace(training, "v1", "PersistentVolumeClaim", { name: "fast-scratch", labels: labelsOf("slow-storage") }, {
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "50Gi" } }, storageClassName: "fast-nvme" },
    status: { phase: "Pending" },
  });
}

function blindAutoscaler(): Manifest {
  const why = "failed to get cpu utilization: missing request for cpu in container main of Pod no-requests";
  return inNamespace(training, "autoscaling/v2", "HorizontalPodAutoscaler", { name: "no-requests", labels: labelsOf("no-requests") }, {
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "no-requests" },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 60 } } }],
    },
    status: {
      currentReplicas: 2,
      desiredReplicas: 2,
      currentMetrics: null,
      conditions: [
        { type: "AbleToScale", status: "True", reason: "SucceededGetScale", message: "the HPA controller was able to get the target's current scale" },
        { type: "ScalingActive", status: "False", reason: "FailedGetResourceMetric", message: `the HPA was unable to compute the replica count: ${why}` },
      ],
    },
  });
}

function lostIngress(): Manifest {
  const backend = { service: { name: "no-such-service", port: { number: 80 } } };
  return inNamespace(training, "networking.k8s.io/v1", "Ingress", { name: "lost-ingress", labels: labelsOf("lost-ingress") }, {
    spec: { ingressClassName: "nginx", rules: [{ host: "lost.training.diamond.ac.uk", http: { paths: [{ path: "/", pathType: "Prefix", backend }] } }] },
    status: { loadBalancer: { ingress: [{ ip: "172.23.242.200" }] } },
  });
}

/** What is broken on two of the test beamlines. */
function elsewhere(): readonly Manifest[] {
  const own = (domain: string, app: string) => ({ app, "app.kubernetes.io/name": app, domain, team: domain });
  const plain = (app: string, image: string, more: object = {}) => ({ containers: [{ name: app, image, resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } }, securityContext: restricted, ...more }] });
  return [
    exercise("p45-blueapi", "The tag was never pushed: ImagePullBackOff", plain("p45-blueapi", "ghcr.io/diamondlightsource/blueapi:1.18.0-does-not-exist"), { namespace: "p45-beamline", labels: own("p45", "p45-blueapi") }),
    exercise("p38-archiver", "Its password was never put in place: CreateContainerConfigError", plain("p38-archiver", "ghcr.io/diamondlightsource/archiver-feeder:2026.1.2", { env: [{ name: "ARCHIVER_PASSWORD", valueFrom: { secretKeyRef: { name: "p38-archiver", key: "password" } } }] }), { namespace: "p38-beamline", labels: own("p38", "p38-archiver") }),
  ];
}
