/** Alerts and silences as a large cluster has them on a bad day; the same every time. */
const names = ["KubePodCrashLooping", "KubePodNotReady", "KubeContainerWaiting", "KubeDeploymentReplicasMismatch", "KubeStatefulSetReplicasMismatch", "CPUThrottlingHigh", "KubePersistentVolumeFillingUp", "NodeFilesystemAlmostOutOfSpace", "TargetDown", "KubeJobFailed"] as const;
const severities = ["critical", "warning", "warning", "info"] as const;

type Labels = Readonly<Record<string, string>>;

/** The labels of the n-th alert. */
export function labelsOf(n: number): Labels {
  const namespace = `beamline-${String(n % 60).padStart(2, "0")}`;
  const workload = `ioc-${String(n % 1_700).padStart(4, "0")}`;
  return {
    alertname: names[n % names.length] ?? "",
    severity: severities[n % severities.length] ?? "",
    namespace,
    pod: `${workload}-${n % 7}`,
    container: "ioc",
    node: `worker-${String(n % 120).padStart(3, "0")}`,
    instance: `10.0.${n % 200}.${n % 250}:8080`,
    job: "kube-state-metrics",
    prometheus: "monitoring/k8s",
    serial: String(n),
  };
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
}

/** Posts alerts `from` up to `to` to an Alertmanager. */
export async function postAlerts(alertmanager: string, from: number, to: number): Promise<void> {
  const endsAt = new Date(Date.now() + 3_600_000).toISOString();
  for (let at = from; at < to; at += 500) {
    const batch = Array.from({ length: Math.min(500, to - at) }, (_, index) => at + index);
    await post(
      `${alertmanager}/api/v2/alerts`,
      batch.map((n) => ({ labels: labelsOf(n), annotations: { summary: `Pod ${n} is in trouble.`, description: `Pod ${n} has been in trouble for longer than it should.` }, endsAt, generatorURL: "http://prometheus/graph?g0.expr=up" })),
    );
  }
}

/** Makes silences, each of one alert; every tenth alert is covered. */
export async function postSilences(alertmanager: string, count: number): Promise<void> {
  for (let made = 0; made < count; made += 20) {
    await Promise.all(
      Array.from({ length: Math.min(20, count - made) }, (_, index) => {
        const { alertname = "", serial = "" } = labelsOf((made + index) * 10);
        const matchers = [{ name: "alertname", value: alertname, isRegex: false, isEqual: true }, { name: "serial", value: serial, isRegex: false, isEqual: true }];
        return post(`${alertmanager}/api/v2/silences`, { matchers, startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 7_200_000).toISOString(), createdBy: "Ada Admin", comment: `Known, number ${made + index}` });
      }),
    );
  }
}
