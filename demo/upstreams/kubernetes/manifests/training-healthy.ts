import { inNamespace } from "./manifest";
import type { Manifest } from "./manifest";
import { container, exercise, labelsOf, training } from "./training-apps";

const nginx = "docker.io/nginxinc/nginx-unprivileged:1.27.3";
const busybox = "docker.io/library/busybox:1.37.0";

/** Exercises that work: what the material shows first. */
export function healthyExercises(): readonly Manifest[] {
  return [
    exercise("web", "Three pods behind a Service and an Ingress, with probes, an init container and a sidecar", {
      initContainers: [
        container({ name: "write-page", image: busybox, command: ["sh", "-c", "echo '<h1>Hello, beamline</h1>' > /page/index.html; sleep 2; exit 0"], volumeMounts: [{ name: "page", mountPath: "/page" }] }, "50m", "32Mi"),
        container({ name: "log-shipper", image: busybox, command: ["sh", "-c", "tail -n+1 -F /var/log/web/access.log"], restartPolicy: "Always", volumeMounts: [{ name: "logs", mountPath: "/var/log/web" }] }, "50m", "32Mi"),
      ],
      containers: [
        container({
          name: "web",
          image: nginx,
          ports: [{ name: "http", containerPort: 8080 }],
          startupProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 2, failureThreshold: 30 },
          readinessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 5 },
          livenessProbe: { httpGet: { path: "/", port: "http" }, periodSeconds: 10 },
          lifecycle: { preStop: { sleep: { seconds: 2 } } },
          volumeMounts: [{ name: "page", mountPath: "/usr/share/nginx/html", readOnly: true }, { name: "logs", mountPath: "/var/log/web" }, { name: "settings", mountPath: "/etc/nginx/conf.d", readOnly: true }],
        }, "200m", "128Mi"),
      ],
      volumes: [{ name: "page", emptyDir: {} }, { name: "logs", emptyDir: { sizeLimit: "64Mi" } }, { name: "settings", configMap: { name: "web-settings" } }],
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector: { matchLabels: { app: "web" } } }],
      priorityClassName: "training",
    }, { replicas: 3 }),
    inNamespace(training, "v1", "ConfigMap", { name: "web-settings", labels: labelsOf("web") }, { data: { "default.conf": "server {\n  listen 8080;\n  root /usr/share/nginx/html;\n}\n" } }),
    service("web", { http: 80 }, "http"),
    inNamespace(training, "v1", "Service", { name: "web-nodeport", labels: labelsOf("web") }, { spec: { type: "NodePort", ports: [{ name: "http", port: 80, targetPort: "http", nodePort: 30_051 }], selector: { app: "web" } } }),
    inNamespace(training, "networking.k8s.io/v1", "Ingress", { name: "web", labels: labelsOf("web"), annotations: { "gethomepage.dev/enabled": "true", "gethomepage.dev/name": "Training page", "gethomepage.dev/group": "Training" } }, {
      spec: { ingressClassName: "nginx", tls: [{ hosts: ["web.training.diamond.ac.uk"], secretName: "web-tls" }], rules: [{ host: "web.training.diamond.ac.uk", http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "web", port: { name: "http" } } } }] } }] },
      status: { loadBalancer: { ingress: [{ ip: "172.23.242.200" }] } },
    }),
    inNamespace(training, "autoscaling/v2", "HorizontalPodAutoscaler", { name: "web", labels: labelsOf("web") }, {
      spec: {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
        minReplicas: 3,
        maxReplicas: 8,
        metrics: [
          { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
          { type: "Resource", resource: { name: "memory", target: { type: "AverageValue", averageValue: "100Mi" } } },
        ],
        behavior: { scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Percent", value: 50, periodSeconds: 60 }], selectPolicy: "Max" } },
      },
      status: {
        currentReplicas: 3,
        desiredReplicas: 3,
        currentMetrics: [
          { type: "Resource", resource: { name: "cpu", current: { averageUtilization: 41, averageValue: "82m" } } },
          { type: "Resource", resource: { name: "memory", current: { averageValue: "61Mi" } } },
        ],
        conditions: [
          { type: "AbleToScale", status: "True", reason: "ReadyForNewScale", message: "recommended size matches current size" },
          { type: "ScalingActive", status: "True", reason: "ValidMetricFound", message: "the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)" },
          { type: "ScalingLimited", status: "True", reason: "TooFewReplicas", message: "the desired replica count is less than the minimum replica count" },
        ],
      },
    }),
    inNamespace(training, "policy/v1", "PodDisruptionBudget", { name: "web", labels: labelsOf("web") }, {
      spec: { minAvailable: 2, selector: { matchLabels: { app: "web" } } },
      status: { currentHealthy: 3, desiredHealthy: 2, disruptionsAllowed: 1, expectedPods: 3, observedGeneration: 1 },
    }),
    ...database(),
  ];
}

function service(name: string, ports: Readonly<Record<string, number>>, targetPort: string): Manifest {
  return inNamespace(training, "v1", "Service", { name, labels: labelsOf(name) }, { spec: { type: "ClusterIP", ports: Object.entries(ports).map(([portName, port]) => ({ name: portName, port, targetPort })), selector: { app: name } } });
}

/** The material's StatefulSet, with a claim for each pod. */
function database(): readonly Manifest[] {
  const name = "counter-db";
  return [
    inNamespace(training, "v1", "Service", { name, labels: labelsOf(name) }, { spec: { clusterIP: "None", ports: [{ name: "redis", port: 6379, targetPort: "redis" }], selector: { app: name } } }),
    inNamespace(training, "apps/v1", "StatefulSet", { name, labels: labelsOf(name) }, {
      spec: {
        replicas: 2,
        serviceName: name,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: labelsOf(name) },
          spec: { containers: [container({ name: "redis", image: "docker.io/library/redis:7.4.1-alpine", ports: [{ name: "redis", containerPort: 6379 }], readinessProbe: { exec: { command: ["redis-cli", "ping"] } }, volumeMounts: [{ name: "data", mountPath: "/data" }] })] },
        },
        volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], storageClassName: "ceph-block", resources: { requests: { storage: "1Gi" } } } }],
      },
    }),
  ];
}
