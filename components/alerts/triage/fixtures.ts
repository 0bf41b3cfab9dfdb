import type { Cluster } from "@/lib/model/cluster";
import type { AlertingSummary } from "@/lib/model/alerting/summary";
import type { CauseGroup, Triage, TriageAlert } from "@/lib/model/alerting/triage";

/** For tests: clusters, causes and alerts with as much as a test wants to say of them. */
export const cluster = (id: string, title: string, accent: Cluster["accent"] = "violet"): Cluster => ({ id, title, purpose: "", stage: "staging", accent, tiles: [], panels: [] });

export const alert = (id: string, more: Partial<TriageAlert> = {}): TriageAlert => ({
  id,
  cluster: "pollux",
  name: "KubePodCrashLooping",
  severity: "warning",
  state: "firing",
  labels: { alertname: "KubePodCrashLooping", severity: "warning", namespace: "p47-beamline", pod: `nexus-${id}` },
  since: 0,
  silencedBy: [],
  inhibitedBy: [],
  mutedBy: [],
  receivers: ["p47"],
  title: `nexus-${id} keeps restarting`,
  subject: { kind: "pod", title: `p47-beamline/nexus-${id}`, name: `nexus-${id}`, href: `/clusters/pollux/objects/core/v1/pods/p47-beamline/nexus-${id}` },
  ...more,
});

export const group = (id: string, more: Partial<CauseGroup> = {}): CauseGroup => ({
  id,
  cluster: "pollux",
  kind: "node",
  title: `${id} is not ready`,
  why: "Its pods are all on this node.",
  severity: "critical",
  state: "firing",
  since: 0,
  counts: { firing: 2, pending: 0, suppressed: 0, resolved: 0 },
  names: [["KubePodCrashLooping", 2]],
  radius: { pods: 12, workloads: [], services: ["a", "b", "c"], applications: ["x", "y"], namespaces: ["p47-beamline"] },
  acknowledged: { count: 0, by: [] },
  ...more,
});

export const triage = (groups: readonly CauseGroup[], more: Partial<Triage> = {}): Triage => ({
  at: 0,
  revisions: { pollux: 1 },
  groups,
  total: groups.length,
  counts: { firing: 3, pending: 1, suppressed: 2, resolved: 0 },
  severities: { critical: 1, warning: 2, info: 0, other: 0 },
  all: 6,
  mistakes: [],
  ...more,
});

export const summary = (revision: number, more: Partial<AlertingSummary> = {}): AlertingSummary => ({
  revision,
  states: { firing: 0, pending: 0, suppressed: 0, resolved: 0 },
  counts: { critical: 0, warning: 0, info: 0, other: 0, suppressed: 0 },
  sources: [{ name: "Alertmanager of Pollux", kind: "alertmanager", at: 0 }],
  fresh: [],
  pipelineProblems: 0,
  ...more,
});
