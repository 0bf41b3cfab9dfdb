import { ageColumn } from "./definition";
import type { Definition, PrinterColumn } from "./definition";
import { amount, conditionPath, conditions, flag, labelSelector, list, map, open, parts, whole, word, words } from "./field";

const monitoring = { group: "monitoring.coreos.com", version: "v1", categories: ["prometheus-operator"] } as const;

const endpoint = parts("What is scraped, and how.", { port: word("Name of the port."), path: word("HTTP path from which to scrape for metrics."), interval: word("Interval at which Prometheus scrapes the metrics."), scheme: word("HTTP scheme to use for scraping.", "http", "https"), honorLabels: flag("Whether the target's labels win."), metricRelabelings: list("Relabelling of samples.", open("A rule.")) });
const monitor = { selector: labelSelector("Which objects are scraped."), namespaceSelector: parts("In which namespaces.", { any: flag("In all."), matchNames: words("In these.") }), jobLabel: word("The label whose value becomes the job.") };
const running: readonly PrinterColumn[] = [["Reconciled", conditionPath("Reconciled")], ["Available", conditionPath("Available")], ageColumn, ["Paused", ".status.paused", "boolean", 1]];
const replicated = { version: word("Version that runs."), replicas: whole("Number of pods."), image: word("Image that runs."), retention: word("How long data is kept."), paused: flag("Whether the operator leaves it alone."), resources: open("Resources of the pods."), storage: open("Storage of the pods."), serviceAccountName: word("Account of the pods.") };
const replicatedStatus = { paused: flag("Whether it is paused."), replicas: whole("Number of pods."), updatedReplicas: whole("Number of pods of the wanted version."), availableReplicas: whole("Number of available pods."), unavailableReplicas: whole("Number of missing pods."), conditions };

/** The kinds of the Prometheus operator. */
export const prometheusOperator: readonly Definition[] = [
  { ...monitoring, kind: "ServiceMonitor", plural: "servicemonitors", shortNames: ["smon"], about: "ServiceMonitor says which Services Prometheus scrapes.", spec: { ...monitor, endpoints: list("Endpoints of the Services.", endpoint) }, required: ["selector", "endpoints"] },
  { ...monitoring, kind: "PodMonitor", plural: "podmonitors", shortNames: ["pmon"], about: "PodMonitor says which pods Prometheus scrapes.", spec: { ...monitor, podMetricsEndpoints: list("Endpoints of the pods.", endpoint) }, required: ["selector"] },
  {
    ...monitoring,
    kind: "PrometheusRule",
    plural: "prometheusrules",
    shortNames: ["promrule"],
    about: "PrometheusRule defines recording and alerting rules for a Prometheus instance.",
    spec: { groups: list("Groups of rules.", parts("A group.", { name: word("Name of the group."), interval: word("How often it is evaluated."), rules: list("Rules of the group.", parts("A rule.", { alert: word("Name of the alert."), record: word("Name of the series to write to."), expr: amount("PromQL expression."), for: word("How long it has to hold."), labels: map("Labels to add."), annotations: map("Sentences to add.") }, ["expr"])) }, ["name"])) },
    status: {},
  },
  { ...monitoring, kind: "Prometheus", plural: "prometheuses", shortNames: ["prom"], about: "Prometheus is an instance of Prometheus that the operator runs.", spec: { ...replicated, serviceMonitorSelector: labelSelector("Which ServiceMonitors belong to it."), ruleSelector: labelSelector("Which PrometheusRules belong to it.") }, status: replicatedStatus, scale: {}, columns: [["Version", ".spec.version"], ["Desired", ".spec.replicas", "integer"], ["Ready", ".status.availableReplicas", "integer"], ...running] },
  { ...monitoring, kind: "Alertmanager", plural: "alertmanagers", shortNames: ["am"], about: "Alertmanager is an instance of Alertmanager that the operator runs.", spec: { ...replicated, configSecret: word("The Secret with its configuration.") }, status: replicatedStatus, scale: {}, columns: [["Version", ".spec.version"], ["Replicas", ".spec.replicas", "integer"], ["Ready", ".status.availableReplicas", "integer"], ...running] },
];

/** KEDA's kind. */
export const keda: readonly Definition[] = [
  {
    group: "keda.sh",
    version: "v1alpha1",
    kind: "ScaledObject",
    plural: "scaledobjects",
    shortNames: ["so"],
    about: "ScaledObject scales a workload by events: queues, queries, schedules.",
    spec: {
      scaleTargetRef: parts("What is scaled.", { apiVersion: word("Its API version."), kind: word("Its kind."), name: word("Its name.") }, ["name"]),
      minReplicaCount: whole("The least number of pods.", { minimum: 0 }),
      maxReplicaCount: whole("The largest number of pods."),
      pollingInterval: whole("Seconds between two looks at the triggers."),
      cooldownPeriod: whole("Seconds from the last event to none at all."),
      triggers: list("What it is scaled by.", parts("A trigger.", { type: word("Its type, such as prometheus, rabbitmq or cron."), metadata: map("Its settings."), authenticationRef: open("Its credentials.") }, ["type", "metadata"])),
    },
    required: ["scaleTargetRef", "triggers"],
    status: { scaleTargetKind: word("Kind of what is scaled."), hpaName: word("The autoscaler made for it."), triggersTypes: word("Types of the triggers."), lastActiveTime: word("When it was last active."), conditions },
    columns: [["ScaleTargetKind", ".status.scaleTargetKind"], ["ScaleTargetName", ".spec.scaleTargetRef.name"], ["Min", ".spec.minReplicaCount", "integer"], ["Max", ".spec.maxReplicaCount", "integer"], ["Ready", conditionPath("Ready")], ["Active", conditionPath("Active")], ["Fallback", conditionPath("Fallback")], ["Paused", conditionPath("Paused")], ["Triggers", ".status.triggersTypes"], ["Authentications", ".status.authenticationsTypes"], ageColumn],
  },
];

const ready: readonly PrinterColumn[] = [ageColumn, ["Ready", conditionPath("Ready")], ["Status", conditionPath("Ready", "message")]];
const sourceRef = parts("The source that it comes from.", { kind: word("Its kind."), name: word("Its name."), namespace: word("Its namespace.") }, ["kind", "name"]);
const common = { interval: word("How often it is reconciled."), suspend: flag("Whether reconciliation is suspended."), timeout: word("How long an operation may take.") };

/** The kinds of Flux. */
export const flux: readonly Definition[] = [
  { group: "helm.toolkit.fluxcd.io", version: "v2", kind: "HelmRelease", plural: "helmreleases", shortNames: ["hr"], about: "HelmRelease is a chart that Flux installs and keeps installed.", spec: { ...common, chart: parts("The chart.", { spec: parts("Where it is.", { chart: word("Its name or path."), version: word("Its version."), sourceRef }) }), releaseName: word("Name of the Helm release."), targetNamespace: word("Where it is installed."), values: open("Values of the chart.") }, required: ["interval"], status: { history: list("Releases so far.", open("A release.")), lastAttemptedRevision: word("The version tried last."), conditions }, columns: ready },
  { group: "kustomize.toolkit.fluxcd.io", version: "v1", kind: "Kustomization", plural: "kustomizations", shortNames: ["ks"], about: "Kustomization is a folder of manifests that Flux applies.", spec: { ...common, path: word("The folder."), prune: flag("Whether what is gone from git is deleted."), sourceRef, targetNamespace: word("Where it is applied.") }, required: ["interval", "prune", "sourceRef"], status: { lastAppliedRevision: word("The revision applied last."), lastAttemptedRevision: word("The revision tried last."), inventory: open("What was applied."), conditions }, columns: ready },
  { group: "source.toolkit.fluxcd.io", version: "v1", kind: "GitRepository", plural: "gitrepositories", shortNames: ["gitrepo"], about: "GitRepository is a repository that Flux watches.", spec: { ...common, url: word("Its URL."), ref: parts("What of it is used.", { branch: word("A branch."), tag: word("A tag."), commit: word("A commit.") }), secretRef: open("The Secret with its credentials.") }, required: ["interval", "url"], status: { artifact: open("The revision that was fetched last."), conditions }, columns: [["URL", ".spec.url"], ...ready] },
  { group: "source.toolkit.fluxcd.io", version: "v1", kind: "HelmRepository", plural: "helmrepositories", shortNames: ["helmrepo"], about: "HelmRepository is a repository of charts that Flux watches.", spec: { ...common, url: word("Its URL."), type: word("Its type.", "default", "oci") }, required: ["url"], status: { conditions }, columns: [["URL", ".spec.url"], ...ready] },
];

/** The laboratory's own kind: an IOC without hardware, for tests of screens and scans. */
export const epics: readonly Definition[] = [
  {
    group: "epics.diamond.ac.uk",
    version: "v1alpha1",
    kind: "SoftIoc",
    plural: "softiocs",
    shortNames: ["sioc"],
    categories: ["all", "epics"],
    about: "SoftIoc is an IOC without hardware: records from a database file, served over Channel Access and PV Access.",
    spec: {
      beamline: { ...word("The beamline that it belongs to, such as p47."), pattern: "^[a-z]\\d{2}$" },
      prefix: word("The prefix of its PVs."),
      image: word("The runtime image."),
      database: word("The ConfigMap with its database files."),
      replicas: whole("1 while it should run, 0 while it is stopped.", { minimum: 0, maximum: 1 }),
      ports: parts("Where its PVs are served.", { ca: whole("The port of Channel Access."), pva: whole("The port of PV Access.") }),
      autosave: flag("Whether values survive a restart."),
    },
    required: ["beamline", "prefix", "image"],
    status: { phase: word("What it does.", "Starting", "Running", "Stopped", "Failed"), pvCount: whole("How many PVs it serves."), clients: whole("How many clients are connected."), replicas: whole("Number of pods."), conditions },
    columns: [["Beamline", ".spec.beamline"], ["Prefix", ".spec.prefix"], ["Phase", ".status.phase"], ["PVs", ".status.pvCount", "integer"], ["Clients", ".status.clients", "integer"], ["CA-Port", ".spec.ports.ca", "integer", 1], ["Image", ".spec.image", "string", 1], ageColumn],
    scale: {},
  },
];
