import { listAt, numberAt, objectAt, textAt } from "../json-value";
import type { Kind, KubeObject, Mistake } from "../kind";
import { ageColumn, count, defineKind, shown } from "./define-kind";
import { containerColumns, labelsText, selectorColumn } from "./cell-texts";
import { withTemplate } from "./pod-defaults";
import { podSpecMistakes, selectorMistakes } from "./pod-mistakes";

const of = (...path: readonly string[]) => (object: KubeObject) => numberAt(object, ...path) ?? 0;
const containers = containerColumns("spec", "template");

/** What all four share: a group, a template, and rules about selector and replicas. */
const shared = { group: "apps", version: "v1", namespaced: true, categories: ["all"] } as const;

const rules: NonNullable<Kind["mistakes"]> = (object, { before }): readonly Mistake[] => {
  const replicas = numberAt(object, "spec", "replicas") ?? 1;
  return [
    ...(replicas < 0 ? [{ field: "spec.replicas", reason: "FieldValueInvalid" as const, message: `Invalid value: ${replicas}: must be greater than or equal to 0` }] : []),
    ...selectorMistakes(object, before),
    ...podSpecMistakes(objectAt(object, "spec", "template").spec, "spec.template.spec", listAt(object, "spec", "volumeClaimTemplates").map((claim) => textAt(claim, "metadata", "name"))),
  ];
};

/** A spec with Kubernetes' defaults for its kind, and a status to begin with. */
const prepared = (defaults: object, status: object, nested: (spec: Readonly<Record<string, unknown>>) => object = () => ({})): NonNullable<Kind["prepare"]> => (object) => {
  const spec = objectAt(object, "spec");
  return { ...object, spec: { ...defaults, ...spec, ...nested(spec), template: withTemplate(objectAt(spec, "template")) }, status: { ...status, ...objectAt(object, "status") } };
};

const deployment = defineKind({
  ...shared,
  kind: "Deployment",
  plural: "deployments",
  shortNames: ["deploy"],
  subresources: ["status", "scale"],
  shown: [
    shown("Ready", (object) => `${of("status", "readyReplicas")(object)}/${of("spec", "replicas")(object)}`),
    count("Up-to-date", of("status", "updatedReplicas")),
    count("Available", of("status", "availableReplicas")),
    ageColumn,
    ...containers,
    selectorColumn,
  ],
  prepare: prepared({ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600, strategy: { type: "RollingUpdate" } }, {}, ({ strategy }) => {
    const given = objectAt({ strategy }, "strategy");
    if (textAt(given, "type") === "Recreate") return { strategy: given };
    return { strategy: { type: "RollingUpdate", ...given, rollingUpdate: { maxUnavailable: "25%", maxSurge: "25%", ...objectAt(given, "rollingUpdate") } } };
  }),
  mistakes: rules,
});

const replicaSet = defineKind({
  ...shared,
  kind: "ReplicaSet",
  plural: "replicasets",
  shortNames: ["rs"],
  subresources: ["status", "scale"],
  shown: [count("Desired", of("spec", "replicas")), count("Current", of("status", "replicas")), count("Ready", of("status", "readyReplicas")), ageColumn, ...containers, selectorColumn],
  fields: (object) => ({ "status.replicas": String(of("status", "replicas")(object)) }),
  prepare: prepared({ replicas: 1 }, { replicas: 0 }),
  mistakes: rules,
});

/** What of a StatefulSet may be changed once it is there. */
const changeable = new Set(["replicas", "ordinals", "template", "updateStrategy", "revisionHistoryLimit", "persistentVolumeClaimRetentionPolicy", "minReadySeconds", "selector"]);

const statefulSet = defineKind({
  ...shared,
  kind: "StatefulSet",
  plural: "statefulsets",
  shortNames: ["sts"],
  subresources: ["status", "scale"],
  shown: [shown("Ready", (object) => `${of("status", "readyReplicas")(object)}/${of("spec", "replicas")(object)}`), ageColumn, ...containers],
  prepare: prepared(
    { replicas: 1, podManagementPolicy: "OrderedReady", revisionHistoryLimit: 10, updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } }, persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" } },
    { replicas: 0, availableReplicas: 0 },
    ({ volumeClaimTemplates }) =>
      Array.isArray(volumeClaimTemplates)
        ? { volumeClaimTemplates: listAt(volumeClaimTemplates).map((claim) => ({ apiVersion: "v1", kind: "PersistentVolumeClaim", ...objectAt(claim), spec: { volumeMode: "Filesystem", ...objectAt(claim, "spec") }, status: { phase: "Pending" } })) }
        : {},
  ),
  mistakes: (object, writing) => {
    const frozen = (spec: unknown) => JSON.stringify(Object.entries(objectAt({ spec }, "spec")).filter(([key]) => !changeable.has(key)).sort());
    const changed = writing.before !== undefined && frozen(writing.before.spec) !== frozen(object.spec);
    return [
      ...rules(object, writing),
      ...(changed ? [{ field: "spec", reason: "FieldValueForbidden" as const, message: "Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden" }] : []),
    ];
  },
});

const daemonSet = defineKind({
  ...shared,
  kind: "DaemonSet",
  plural: "daemonsets",
  shortNames: ["ds"],
  subresources: ["status"],
  shown: [
    count("Desired", of("status", "desiredNumberScheduled")),
    count("Current", of("status", "currentNumberScheduled")),
    count("Ready", of("status", "numberReady")),
    count("Up-to-date", of("status", "updatedNumberScheduled")),
    count("Available", of("status", "numberAvailable")),
    shown("Node Selector", (object) => labelsText(objectAt(object, "spec", "template", "spec", "nodeSelector"))),
    ageColumn,
    ...containers,
    selectorColumn,
  ],
  prepare: prepared(
    { revisionHistoryLimit: 10, updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
    { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 },
  ),
  mistakes: rules,
});

const controllerRevision = defineKind({
  group: "apps",
  version: "v1",
  kind: "ControllerRevision",
  plural: "controllerrevisions",
  namespaced: true,
  shown: [
    shown("Controller", ({ metadata }) => {
      const owner = listAt(metadata, "ownerReferences").find((each) => objectAt(each).controller === true);
      if (owner === undefined) return "<none>";
      const group = textAt(owner, "apiVersion")?.split("/");
      return `${(textAt(owner, "kind") ?? "").toLowerCase()}${group?.length === 2 ? `.${group[0] ?? ""}` : ""}/${textAt(owner, "name") ?? ""}`;
    }),
    count("Revision", of("revision")),
    ageColumn,
  ],
});

const replicationController = defineKind({
  group: "",
  version: "v1",
  kind: "ReplicationController",
  plural: "replicationcontrollers",
  shortNames: ["rc"],
  namespaced: true,
  categories: ["all"],
  subresources: ["status", "scale"],
  shown: [
    count("Desired", of("spec", "replicas")),
    count("Current", of("status", "replicas")),
    count("Ready", of("status", "readyReplicas")),
    ageColumn,
    ...containers,
    { ...selectorColumn, cell: (object) => labelsText(objectAt(object, "spec", "selector")) },
  ],
  fields: (object) => ({ "status.replicas": String(of("status", "replicas")(object)) }),
});

/** StatefulSets, Deployments, DaemonSets and what stands behind them. */
export const workloadKinds: readonly Kind[] = [deployment, statefulSet, daemonSet, replicaSet, controllerRevision, replicationController];
