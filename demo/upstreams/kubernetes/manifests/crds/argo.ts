import { ageColumn } from "./definition";
import type { Definition } from "./definition";
import { amount, conditions, flag, labelSelector, list, moment, open, parts, whole, word, words } from "./field";

const argo = { group: "argoproj.io", version: "v1alpha1" } as const;

const source = parts("Where the manifests come from.", {
  repoURL: word("RepoURL is the URL to the repository (Git or Helm) that contains the application manifests."),
  path: word("Path is a directory path within the Git repository."),
  targetRevision: word("TargetRevision defines the revision of the source to sync the application to: a branch, tag or commit."),
  chart: word("Chart is a Helm chart name."),
  helm: parts("Helm holds helm specific options.", { valueFiles: words("ValuesFiles is a list of Helm value files to use."), parameters: list("Parameters is a list of Helm parameters.", parts("A parameter of a Helm chart.", { name: word("Name of the parameter."), value: word("Value of the parameter."), forceString: flag("Whether the value is a string whatever it looks like.") })) }),
}, ["repoURL"]);

/** The kinds of Argo CD. */
export const argoCd: readonly Definition[] = [
  {
    ...argo,
    kind: "Application",
    plural: "applications",
    shortNames: ["app", "apps"],
    about: "Application is a definition of Application resource.",
    spec: {
      project: word("Project is a reference to the project this application belongs to."),
      source,
      destination: parts("Destination is a reference to the target Kubernetes server and namespace.", { name: word("Name of the target cluster."), server: word("URL of the target cluster's API."), namespace: word("The target namespace.") }),
      syncPolicy: parts("SyncPolicy controls when and how a sync will be performed.", { automated: parts("Automated keeps an application synced to the target revision.", { prune: flag("Whether resources that are gone from git are deleted."), selfHeal: flag("Whether changes in the cluster are reverted.") }), syncOptions: words("Options change the behaviour of a whole sync.") }),
      revisionHistoryLimit: whole("How many items are kept in the application's revision history."),
    },
    required: ["destination", "project"],
    status: {
      sync: parts("Sync compares the live state with git.", { status: word("Status is the sync state of the comparison.", "Synced", "OutOfSync", "Unknown"), revision: word("Revision contains information about the revision the comparison has been performed to.") }),
      health: parts("Health is the application's current health.", { status: word("Status holds the status code of the application.", "Healthy", "Progressing", "Degraded", "Suspended", "Missing", "Unknown"), message: word("A sentence about it.") }),
      resources: list("Resources is a list of Kubernetes resources managed by this application.", open("A resource.")),
      history: list("History contains information about the application's sync history.", open("A sync.")),
      reconciledAt: moment("ReconciledAt indicates when the application state was reconciled the last time."),
      conditions,
    },
    columns: [["Sync Status", ".status.sync.status"], ["Health Status", ".status.health.status"], ["Revision", ".status.sync.revision", "string", 10], ["Project", ".spec.project", "string", 10]],
    beside: { operation: open("Operation contains information about a requested or running operation.") },
  },
  {
    ...argo,
    kind: "AppProject",
    plural: "appprojects",
    shortNames: ["appproj", "appprojs"],
    about: "AppProject provides a logical grouping of applications, with controls for where they may deploy to and from.",
    spec: { description: word("Description contains optional project description."), sourceRepos: words("SourceRepos contains list of repository URLs which can be used for deployment."), sourceNamespaces: words("SourceNamespaces defines the namespaces application resources are allowed to be created in."), destinations: list("Destinations contains list of destinations available for deployment.", open("A destination.")), roles: list("Roles are user defined RBAC roles associated with this project.", open("A role.")) },
    status: {},
  },
  {
    ...argo,
    kind: "ApplicationSet",
    plural: "applicationsets",
    shortNames: ["appset", "appsets"],
    about: "ApplicationSet makes Applications from a template, one for each item of its generators.",
    spec: { generators: list("Generators that give the template its values.", open("A generator.")), template: open("The template of the Applications."), goTemplate: flag("Whether the template is a Go template.") },
    required: ["generators", "template"],
    status: { conditions },
  },
];

/** The kinds of Argo Rollouts. */
export const argoRollouts: readonly Definition[] = [
  {
    ...argo,
    kind: "Rollout",
    plural: "rollouts",
    shortNames: ["ro"],
    about: "Rollout is a Deployment with more ways to roll: blue-green and canary, with analysis.",
    spec: {
      replicas: whole("Number of desired pods.", { minimum: 0 }),
      selector: labelSelector("Label selector for pods."),
      template: open("Template describes the pods that will be created."),
      strategy: parts("How old pods are replaced by new ones.", {
        canary: parts("Canary shifts traffic in steps.", { steps: list("Steps of the update.", parts("A step.", { setWeight: whole("The share of the new version, in percent."), pause: parts("Waits: for a while, or for a person.", { duration: amount("How long; without it until somebody resumes.") }), analysis: open("An analysis that has to succeed.") })), maxSurge: amount("How many pods may exist above the wanted number."), maxUnavailable: amount("How many pods may be missing."), canaryService: word("The Service of the new version."), stableService: word("The Service of the old version.") }),
        blueGreen: open("BlueGreen switches from one version to the other at once."),
      }),
      paused: flag("Paused pauses the rollout at its current step."),
      revisionHistoryLimit: whole("The number of old ReplicaSets to retain."),
    },
    required: ["selector", "template"],
    status: { phase: word("The rollout's phase.", "Healthy", "Progressing", "Paused", "Degraded"), message: word("A sentence about the phase."), replicas: whole("Number of all pods."), updatedReplicas: whole("Number of pods of the new version."), readyReplicas: whole("Number of ready pods."), availableReplicas: whole("Number of available pods."), currentStepIndex: whole("The step that the update is at."), stableRS: word("The hash of the stable ReplicaSet."), currentPodHash: word("The hash of the current template."), conditions },
    columns: [["Desired", ".spec.replicas", "integer"], ["Current", ".status.replicas", "integer"], ["Up-to-date", ".status.updatedReplicas", "integer"], ["Available", ".status.availableReplicas", "integer"], ageColumn],
    scale: { selector: ".status.selector" },
  },
  {
    ...argo,
    kind: "AnalysisRun",
    plural: "analysisruns",
    shortNames: ["ar"],
    about: "AnalysisRun is one measuring of a Rollout's new version.",
    spec: { metrics: list("What is measured.", open("A metric.")), args: list("Arguments of the analysis.", open("An argument.")) },
    status: { phase: word("The phase of the run.", "Pending", "Running", "Successful", "Failed", "Error", "Inconclusive"), message: word("A sentence about the phase."), metricResults: list("What was measured.", open("Results of one metric.")) },
    columns: [["Status", ".status.phase"], ageColumn],
  },
  {
    ...argo,
    kind: "AnalysisTemplate",
    plural: "analysistemplates",
    shortNames: ["at"],
    about: "AnalysisTemplate says how a Rollout's new version is measured.",
    spec: { metrics: list("What is measured.", open("A metric.")), args: list("Arguments of the analysis.", open("An argument.")) },
    columns: [ageColumn],
  },
];
