/** What a workload's pods have beyond containers and resources. Parts of a container are given by its name. */
export interface WorkloadDetails {
  readonly containers?: Readonly<Record<string, object>>;
  readonly initContainers?: readonly object[];
  readonly volumes?: readonly object[];
  /** Of a StatefulSet: claims that each of its pods gets for itself, with their sizes. */
  readonly claims?: Readonly<Record<string, string>>;
  readonly serviceAccountName?: string;
  /** Seconds that a pod has to end by itself; Kubernetes gives 30. */
  readonly grace?: number;
  readonly spec?: object;
}

type Probe = { readonly path: string } | { readonly command: readonly string[] } | { readonly socket: true };

/** A probe of a port; the periods are in seconds. */
export function probe(port: string | number, how: Probe, { delay = 0, period = 10, timeout = 1, failures = 3, scheme = "HTTP" } = {}): object {
  const check =
    "path" in how ? { httpGet: { path: how.path, port, scheme } } : "command" in how ? { exec: { command: how.command } } : { tcpSocket: { port } };
  return { ...check, ...(delay > 0 && { initialDelaySeconds: delay }), timeoutSeconds: timeout, periodSeconds: period, successThreshold: 1, failureThreshold: failures };
}

const http = (port: string, live: string, ready = live, options: Parameters<typeof probe>[2] = {}) => ({
  livenessProbe: probe(port, { path: live }, { delay: 10, ...options }),
  readinessProbe: probe(port, { path: ready }, options),
});
const fromConfigMap = (name: string, configMap = name) => ({ name, configMap: { name: configMap, defaultMode: 420 } });
const fromSecret = (name: string, secretName = name) => ({ name, secret: { secretName, defaultMode: 420 } });
const scratch = (name: string) => ({ name, emptyDir: {} });
const mount = (name: string, mountPath: string, readOnly = false) => ({ name, mountPath, ...(readOnly && { readOnly }) });
const key = (secret: string, name: string) => ({ valueFrom: { secretKeyRef: { name: secret, key: name } } });
const onHost = (name: string, path: string) => ({ name, hostPath: { path, type: "" } });
const hardened = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, runAsNonRoot: true, capabilities: { drop: ["ALL"] }, seccompProfile: { type: "RuntimeDefault" } };
const everywhere = { tolerations: [{ operator: "Exists" }], nodeSelector: { "kubernetes.io/os": "linux" }, priorityClassName: "system-node-critical" };

const blueapi = (domain: string): WorkloadDetails => ({
  containers: {
    blueapi: {
      args: ["--config", "/config/config.yaml", "serve"],
      env: [{ name: "BEAMLINE", value: domain }, { name: "RABBITMQ_PASSWORD", ...key(`${domain}-rabbitmq-password`, "rabbitmq-password") }],
      startupProbe: probe("http", { path: "/healthz" }, { period: 5, failures: 60 }),
      ...http("http", "/healthz"),
      volumeMounts: [mount("worker-config", "/config", true), mount("scratch", "/workspaces")],
    },
    "oauth2-proxy": {
      args: ["--http-address=0.0.0.0:4180", "--upstream=http://127.0.0.1:8000", "--provider=oidc"],
      env: ["client-id", "client-secret", "cookie-secret"].map((name) => ({ name: `OAUTH2_PROXY_${name.toUpperCase().replace("-", "_")}`, ...key(`${domain}-oauth2-proxy`, name) })),
      livenessProbe: probe(4180, { path: "/ping" }),
      readinessProbe: probe(4180, { path: "/ready" }, { timeout: 5 }),
    },
  },
  initContainers: [{ name: "setup-scratch", image: "ghcr.io/diamondlightsource/blueapi:1.17.0", imagePullPolicy: "IfNotPresent", args: ["--config", "/config/init_config.yaml", "setup-scratch"], resources: { limits: { cpu: "2", memory: "2Gi" }, requests: { cpu: "200m", memory: "400Mi" } }, volumeMounts: [mount("worker-config", "/config", true), mount("scratch", "/workspaces")] }],
  volumes: [fromConfigMap("worker-config", `${domain}-blueapi-config`), { name: "scratch", persistentVolumeClaim: { claimName: `${domain}-blueapi-scratch` } }],
  serviceAccountName: `${domain}-blueapi`,
});

const gateways = (domain: string): WorkloadDetails => ({
  containers: Object.fromEntries(["ca-gateway", "pva-gateway", `${domain}-epics-gateways`].map((name) => [name, { volumeMounts: [mount("config", "/config", true)] }])),
  volumes: [fromConfigMap("config", `${domain}-epics-gateways-config`)],
});

/** By name of the workload: whoever is not listed runs with Kubernetes' defaults. */
export const workloadDetails: Readonly<Record<string, WorkloadDetails>> = {
  "p47-blueapi": blueapi("p47"),
  "i22-blueapi": blueapi("i22"),
  "p47-rabbitmq": {
    containers: {
      "p47-rabbitmq": {
        env: [{ name: "RABBITMQ_DEFAULT_USER", value: "p47" }, { name: "RABBITMQ_DEFAULT_PASS", ...key("p47-rabbitmq-password", "rabbitmq-password") }],
        livenessProbe: probe("amqp", { command: ["rabbitmq-diagnostics", "-q", "ping"] }, { delay: 120, period: 30, timeout: 20, failures: 6 }),
        readinessProbe: probe("amqp", { command: ["rabbitmq-diagnostics", "-q", "check_running"] }, { delay: 10, period: 30, timeout: 20 }),
        lifecycle: { preStop: { exec: { command: ["rabbitmqctl", "stop_app"] } } },
        volumeMounts: [mount("data", "/var/lib/rabbitmq"), mount("config", "/etc/rabbitmq/conf.d", true)],
      },
    },
    claims: { data: "8Gi" },
    volumes: [fromConfigMap("config", "p47-rabbitmq-config")],
    grace: 120,
  },
  "p47-nexus": { volumes: [{ name: "data", persistentVolumeClaim: { claimName: "p47-data-claim" } }], containers: { "p47-nexus": { volumeMounts: [mount("data", "/dls/p47/data")] } } },
  "p47-epics-gateways": gateways("p47"),
  "i22-epics-gateways": gateways("i22"),
  "p47-epics-opis": {
    containers: { "p47-epics-opis": { ...http("http", "/"), volumeMounts: [mount("opis", "/usr/share/nginx/html", true), mount("config", "/etc/nginx/conf.d", true)] } },
    volumes: [{ name: "opis", persistentVolumeClaim: { claimName: "p47-opi-claim" } }, fromConfigMap("config", "p47-epics-opis-config")],
  },
  "p47-ioc-monitor": { serviceAccountName: "p47-ioc-monitor" },
  coredns: {
    containers: { coredns: { args: ["-conf", "/etc/coredns/Corefile"], livenessProbe: probe(8080, { path: "/health" }, { delay: 60, timeout: 5, failures: 5 }), readinessProbe: probe(8181, { path: "/ready" }), volumeMounts: [mount("config-volume", "/etc/coredns", true)] } },
    volumes: [fromConfigMap("config-volume", "coredns")],
    serviceAccountName: "coredns",
    spec: { priorityClassName: "system-cluster-critical" },
  },
  "kube-proxy": { containers: { "kube-proxy": { command: ["/usr/local/bin/kube-proxy", "--config=/var/lib/kube-proxy/config.conf"], securityContext: { privileged: true }, volumeMounts: [mount("kube-proxy", "/var/lib/kube-proxy"), mount("lib-modules", "/lib/modules", true)] } }, volumes: [fromConfigMap("kube-proxy"), onHost("lib-modules", "/lib/modules")], serviceAccountName: "kube-proxy", spec: everywhere },
  "calico-node": { containers: { "calico-node": { securityContext: { privileged: true }, livenessProbe: probe(9099, { command: ["/bin/calico-node", "-felix-live"] }, { delay: 10, failures: 6, timeout: 10 }), readinessProbe: probe(9099, { command: ["/bin/calico-node", "-felix-ready"] }, { timeout: 10 }), volumeMounts: [mount("lib-modules", "/lib/modules", true)] } }, initContainers: [{ name: "install-cni", image: "docker.io/calico/cni:v3.29.1", imagePullPolicy: "IfNotPresent", command: ["/opt/cni/bin/install"], securityContext: { privileged: true } }], volumes: [onHost("lib-modules", "/lib/modules")], serviceAccountName: "calico-node", spec: everywhere },
  "node-exporter": { containers: { "node-exporter": { args: ["--web.listen-address=:9100", "--path.rootfs=/host/root"], securityContext: hardened, volumeMounts: [{ ...mount("root", "/host/root", true), mountPropagation: "HostToContainer" }] } }, volumes: [onHost("root", "/")], serviceAccountName: "node-exporter", spec: { ...everywhere, hostPID: true } },
  "kube-state-metrics": { containers: { "kube-state-metrics": { ...http("https-main", "/livez", "/readyz", { scheme: "HTTPS" }), securityContext: hardened } }, serviceAccountName: "kube-state-metrics" },
  "prometheus-k8s": {
    containers: { "prometheus-k8s": { args: ["--config.file=/etc/prometheus/config_out/prometheus.env.yaml", "--storage.tsdb.retention.time=15d", "--web.enable-lifecycle"], startupProbe: probe("web", { path: "/-/ready" }, { period: 15, failures: 60, timeout: 3 }), ...http("web", "/-/healthy", "/-/ready", { period: 5, timeout: 3, failures: 6 }), securityContext: hardened, volumeMounts: [mount("prometheus-k8s-db", "/prometheus"), mount("config-out", "/etc/prometheus/config_out", true)] } },
    initContainers: [{ name: "init-config-reloader", image: "quay.io/prometheus-operator/prometheus-config-reloader:v0.79.2", imagePullPolicy: "IfNotPresent", args: ["--watch-interval=0", "--config-envsubst-file=/etc/prometheus/config_out/prometheus.env.yaml"], volumeMounts: [mount("config", "/etc/prometheus/config"), mount("config-out", "/etc/prometheus/config_out")] }],
    volumes: [fromSecret("config", "prometheus-k8s"), scratch("config-out")],
    claims: { "prometheus-k8s-db": "200Gi" },
    serviceAccountName: "prometheus-k8s",
    grace: 600,
  },
  "alertmanager-main": { containers: { "alertmanager-main": { ...http("web", "/-/healthy", "/-/ready", { failures: 10, timeout: 3 }), securityContext: hardened, volumeMounts: [mount("config-volume", "/etc/alertmanager/config")] } }, volumes: [fromSecret("config-volume", "alertmanager-main")], serviceAccountName: "alertmanager-main", grace: 120 },
  grafana: { containers: { grafana: { ...http("http", "/api/health"), env: [{ name: "GF_SECURITY_ADMIN_PASSWORD", ...key("grafana", "admin-password") }], volumeMounts: [mount("dashboards", "/var/lib/grafana/dashboards"), mount("config", "/etc/grafana"), mount("storage", "/var/lib/grafana")] } }, volumes: [fromConfigMap("dashboards", "grafana-customer-dashboards"), fromConfigMap("config", "grafana-config"), { name: "storage", persistentVolumeClaim: { claimName: "grafana" } }], serviceAccountName: "grafana" },
  "prometheus-operator": { containers: { "prometheus-operator": { args: ["--kubelet-service=kube-system/kubelet", "--prometheus-config-reloader=quay.io/prometheus-operator/prometheus-config-reloader:v0.79.2"], securityContext: hardened } }, serviceAccountName: "prometheus-operator" },
  sensor: { containers: { sensor: { readinessProbe: probe(9443, { path: "/ready" }, { scheme: "HTTPS" }), volumeMounts: [mount("certs", "/run/secrets/stackrox.io/certs", true)] } }, volumes: [fromSecret("certs", "sensor-tls")], serviceAccountName: "sensor" },
  "kubernetes-dashboard": { containers: { "kubernetes-dashboard": { livenessProbe: probe("https", { path: "/" }, { delay: 30, timeout: 30, scheme: "HTTPS" }), securityContext: hardened, volumeMounts: [mount("certs", "/certs")] } }, volumes: [fromSecret("certs", "kubernetes-dashboard-certs")], serviceAccountName: "kubernetes-dashboard" },
  "argocd-application-controller": { serviceAccountName: "argocd-application-controller", containers: { "application-controller": { readinessProbe: probe(8082, { path: "/healthz" }, { delay: 5 }) } } },
  "argocd-server": { serviceAccountName: "argocd-server", containers: { server: { ...http("https", "/healthz?full=true", "/healthz", { delay: 3, period: 30, timeout: 5, scheme: "HTTPS" }), env: [{ name: "ARGOCD_SERVER_INSECURE", valueFrom: { configMapKeyRef: { name: "argocd-cmd-params-cm", key: "server.insecure", optional: true } } }] } } },
  "argocd-repo-server": { serviceAccountName: "argocd-repo-server", initContainers: [{ name: "copyutil", image: "quay.io/argoproj/argocd:v3.1.4", imagePullPolicy: "IfNotPresent", command: ["/bin/cp", "-n", "/usr/local/bin/argocd", "/var/run/argocd/argocd"], volumeMounts: [mount("var-files", "/var/run/argocd")] }], volumes: [scratch("var-files")], containers: { "repo-server": { livenessProbe: probe(8084, { path: "/healthz?full=true" }, { delay: 30, period: 30, timeout: 5 }), readinessProbe: probe(8084, { path: "/healthz" }, { delay: 5 }), volumeMounts: [mount("var-files", "/var/run/argocd")] } } },
  "argocd-applicationset-controller": { serviceAccountName: "argocd-applicationset-controller" },
  "argocd-redis": { containers: { redis: { env: [{ name: "REDIS_PASSWORD", ...key("argocd-redis", "auth") }], readinessProbe: probe(6379, { socket: true }) } } },
  keycloak: { containers: { keycloak: { args: ["start"], env: [{ name: "KC_DB_PASSWORD", ...key("keycloak-postgresql", "password") }, { name: "KC_BOOTSTRAP_ADMIN_PASSWORD", ...key("keycloak", "admin-password") }], startupProbe: probe(9000, { path: "/health/started" }, { failures: 60 }), livenessProbe: probe(9000, { path: "/health/live" }), readinessProbe: probe(9000, { path: "/health/ready" }), volumeMounts: [mount("tls", "/etc/keycloak/tls", true)] } }, volumes: [fromSecret("tls", "keycloak-tls")] },
  "keycloak-postgresql": { claims: { data: "20Gi" }, containers: { postgresql: { env: [{ name: "POSTGRESQL_PASSWORD", ...key("keycloak-postgresql", "password") }], livenessProbe: probe(5432, { command: ["pg_isready", "-U", "keycloak"] }, { delay: 30, timeout: 5, failures: 6 }), readinessProbe: probe(5432, { command: ["pg_isready", "-U", "keycloak"] }, { delay: 5, timeout: 5, failures: 6 }), volumeMounts: [mount("data", "/bitnami/postgresql")] } } },
  central: { containers: { central: { readinessProbe: probe("https", { path: "/v1/ping" }, { scheme: "HTTPS" }), volumeMounts: [mount("tls", "/run/secrets/stackrox.io/certs", true)] } }, volumes: [fromSecret("tls", "central-tls")], serviceAccountName: "central" },
  "central-db": { volumes: [{ name: "disk", persistentVolumeClaim: { claimName: "central-db" } }], containers: { "central-db": { readinessProbe: probe(5432, { command: ["/usr/local/bin/pg_isready", "-h", "127.0.0.1"] }), volumeMounts: [mount("disk", "/var/lib/postgresql/data")] } } },
  graylog: { claims: { journal: "20Gi" }, containers: { graylog: { ...http("http", "/api/system/lbstatus", "/api/system/lbstatus", { delay: 90, failures: 6 }), env: [{ name: "GRAYLOG_PASSWORD_SECRET", ...key("graylog", "password-secret") }], volumeMounts: [mount("journal", "/usr/share/graylog/data/journal")] } } },
  "graylog-opensearch": { claims: { data: "500Gi" }, initContainers: [{ name: "sysctl", image: "docker.io/library/busybox:1.37.0", imagePullPolicy: "IfNotPresent", command: ["sysctl", "-w", "vm.max_map_count=262144"], securityContext: { privileged: true } }], containers: { opensearch: { readinessProbe: probe(9200, { socket: true }, { period: 5 }), volumeMounts: [mount("data", "/usr/share/opensearch/data")] } } },
};
