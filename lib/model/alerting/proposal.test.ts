import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCoverage } from "./coverage";
import type { Labels } from "./matcher";
import { propose } from "./proposal";

const word = fc.constantFrom("a", "b", "c", "a.b", "x|y", "é\n\"\\", "");
const name = fc.constantFrom("alertname", "namespace", "pod", "node", "severity", "prometheus", "team", "é-x");
const labels = fc.dictionary(name, word, { maxKeys: 6 }).map((found): Labels => ({ alertname: "A", ...found }));

const coveredBy = (silences: ReturnType<typeof propose>["silences"], all: readonly { id: string; labels: Labels }[]) => {
  const coverage = createCoverage(all);
  return silences.map(({ matchers }) => coverage.of(matchers).map(({ id }) => id));
};

const sameLabels = (a: Labels, b: Labels) => {
  const plain = (one: Labels) => JSON.stringify(Object.entries(one).filter(([, value]) => value !== "").sort(([x], [y]) => (x < y ? -1 : 1)));
  return plain(a) === plain(b);
};

it("covers exactly what was selected and nothing else, whatever the labels", () => {
  fc.assert(
    fc.property(fc.array(labels, { minLength: 1, maxLength: 24 }), fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }), fc.subarray(["namespace", "team"]), (sets, picks, always) => {
      const unique = sets.filter((one, at) => sets.findIndex((other) => sameLabels(one, other)) === at);
      const alerts = unique.map((one, at) => ({ id: `${at}`, labels: one }));
      const selected = alerts.filter((_, at) => picks[at]);
      const others = alerts.filter((_, at) => !picks[at]);
      // A silence must name something: what has but its severity cannot be silenced alone.
      const { silences, notes } = propose(selected, others, always);
      const told = coveredBy(silences, alerts);
      silences.forEach(({ covers }, at) => expect([...covers].sort()).toEqual([...(told[at] ?? [])].sort()));
      const possible = selected.filter((alert) => Object.entries(alert.labels).some(([key, value]) => value !== "" && !["severity", "prometheus"].includes(key)));
      expect([...new Set(told.flat())].sort()).toEqual(possible.map(({ id }) => id).sort());
      expect(notes.length === 0).toBe(possible.length === selected.length);
      for (const { matchers } of silences) for (const label of always) expect(matchers.some((matcher) => matcher.name === label && matcher.isEqual && !matcher.isRegex)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

const alert = (id: string, more: Labels) => ({ id, labels: { alertname: "KubePodCrashLooping", severity: "warning", namespace: "p47-beamline", ...more } });
const text = (silences: ReturnType<typeof propose>["silences"]) => silences.map(({ matchers }) => matchers.map(({ name: key, value, isRegex }) => `${key}${isRegex ? "=~" : "="}${value}`).join(" "));

describe("a proposal", () => {
  it("names the alert, its namespace and its pod, and not who measured or how bad it is", () => {
    const one = alert("1", { pod: "nexus-0", job: "kube-state-metrics", prometheus: "monitoring/k8s", container: "ioc" });
    expect(text(propose([one], [alert("2", { pod: "nexus-1" })]).silences)).toEqual(["alertname=KubePodCrashLooping namespace=p47-beamline pod=nexus-0"]);
  });

  it("names the pod even where nothing else fires, so that other pods stay heard", () => {
    expect(text(propose([alert("1", { pod: "nexus-0" })], []).silences)).toEqual(["alertname=KubePodCrashLooping namespace=p47-beamline pod=nexus-0"]);
  });

  it("covers everything about a node at once", () => {
    const on = (id: string, alertname: string) => ({ id, labels: { alertname, node: "srv-02", severity: "warning" } });
    expect(text(propose([on("1", "KubeNodeNotReady"), on("2", "KubeNodeUnreachable"), on("3", "KubeletDown")], [{ id: "4", labels: { alertname: "KubeNodeNotReady", node: "srv-01" } }]).silences)).toEqual(["node=srv-02"]);
  });

  it("names the node's address, not the exporter's pod, which changes", () => {
    const labels = { alertname: "NodeFilesystemAlmostOutOfSpace", instance: "10.0.0.7:9100", job: "node-exporter", namespace: "monitoring", pod: "kps-node-exporter-x7", mountpoint: "/", severity: "warning" };
    expect(text(propose([{ id: "1", labels }], []).silences)).toEqual(["alertname=NodeFilesystemAlmostOutOfSpace instance=10.0.0.7:9100"]);
  });

  it("does not silence a whole namespace because nothing else fires in it now", () => {
    const ioc = [alert("1", { pod: "ioc-0" }), { id: "2", labels: { alertname: "KubeStatefulSetReplicasMismatch", namespace: "p47-beamline", statefulset: "ioc" } }];
    const { silences } = propose(ioc, [alert("3", { namespace: "training", pod: "ioc-0" })]);
    expect(silences.every(({ matchers }) => matchers.some(({ name: key }) => key !== "namespace"))).toBe(true);
    expect(silences.flatMap(({ covers }) => covers).sort()).toEqual(["1", "2"]);
  });

  it("names the job that failed in its own namespace, not the pod of kube-state-metrics", () => {
    const labels = { alertname: "KubeJobFailed", instance: "10.42.4.90:8080", job: "kube-state-metrics", namespace: "training", pod: "kube-state-metrics-x7", container: "kube-state-metrics", job_name: "report-1", severity: "warning" };
    expect(text(propose([{ id: "1", labels }], [{ id: "2", labels: { ...labels, job_name: "report-2" } }]).silences)).toEqual(["alertname=KubeJobFailed namespace=training job_name=report-1"]);
  });

  it("is one silence with exact values for pods of one alert, and never the cross product", () => {
    const [a, b, c] = [alert("1", { pod: "a.0" }), alert("2", { pod: "b" }), alert("3", { pod: "b", alertname: "KubePodNotReady" })];
    const other = alert("4", { pod: "a.0", alertname: "KubePodNotReady" });
    const third = alert("5", { pod: "a" });
    expect(text(propose([a, b], [other, c, third]).silences)).toEqual(["alertname=KubePodCrashLooping namespace=p47-beamline pod=~a\\.0|b"]);
    const { silences } = propose([a, c], [other, b]);
    expect(silences).toHaveLength(2);
    expect(coveredBy(silences, [a, b, c, other]).flat().sort()).toEqual(["1", "3"]);
  });

  it("tells an alert from one that only has more labels", () => {
    const { silences } = propose([alert("1", {})], [alert("2", { pod: "a" }), alert("3", { pod: "b" })]);
    expect(text(silences)).toEqual(["alertname=KubePodCrashLooping namespace=p47-beamline pod="]);
  });

  it("keeps what a person's rights ask for in every silence", () => {
    const [a, b] = [alert("1", { pod: "a", namespace: "x" }), alert("2", { pod: "b", namespace: "y" })];
    expect(propose([a, b], [], ["namespace"]).silences.every(({ matchers }) => matchers.some(({ name: key, isRegex }) => key === "namespace" && !isRegex))).toBe(true);
  });

  it("leaves Watchdog out, and says so, also where it is missing at the moment", () => {
    const dog = { id: "w", labels: { alertname: "Watchdog", severity: "none" } };
    const found = propose([dog, alert("1", { severity: "none" })], []);
    expect(found.notes.join(" ")).toContain("Watchdog is left out");
    expect(coveredBy(found.silences, [dog]).flat()).toEqual([]);
  });

  it("says what cannot be told from others", () => {
    expect(propose([{ id: "1", labels: { severity: "warning" } }], []).notes.join(" ")).toContain("cannot be told from others");
  });

  it("is found for 500 alerts among 10,000", () => {
    const all = Array.from({ length: 10_500 }, (_, at) => ({
      id: `${at}`,
      labels: { alertname: `Alert${at % 150}`, namespace: `ns-${at % 40}`, pod: `pod-${at % 5_000}`, container: `c-${at % 3}`, node: `node-${at % 97}`, instance: `10.0.${at % 250}.1:80`, job: "kube-state-metrics", severity: ["critical", "warning", "info"][at % 3] ?? "", prometheus: "m/k8s", uid: `${at}` },
    }));
    const selected = all.filter((_, at) => at % 21 === 0);
    const { silences } = propose(selected, all.filter((_, at) => at % 21 !== 0));
    expect([...new Set(coveredBy(silences, all).flat())].sort()).toEqual(selected.map(({ id }) => id).sort());
  });
});
