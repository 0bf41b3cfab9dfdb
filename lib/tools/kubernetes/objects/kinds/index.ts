import { kindKey, type KubeObject } from "../kube-object";
import type { KindKnowledge } from "../kind-knowledge";
import { argoApplication } from "./argo-application";
import { argoRollout } from "./argo-rollout";
import { configMap } from "./config-map";
import { controllerRevision } from "./controller-revision";
import { cronJob } from "./cron-job";
import { daemonSet } from "./daemon-set";
import { deployment } from "./deployment";
import { endpointSlice } from "./endpoint-slice";
import { event } from "./event";
import { gateway } from "./gateway";
import { generic } from "./generic";
import { horizontalPodAutoscaler } from "./horizontal-pod-autoscaler";
import { httpRoute } from "./http-route";
import { ingress } from "./ingress";
import { job } from "./job";
import { namespace } from "./namespace";
import { namespacedRole, clusterRole } from "./role";
import { node } from "./node";
import { persistentVolume } from "./persistent-volume";
import { persistentVolumeClaim } from "./persistent-volume-claim";
import { pod } from "./pod";
import { replicaSet } from "./replica-set";
import { roleBinding, clusterRoleBinding } from "./role-binding";
import { secret } from "./secret";
import { service } from "./service";
import { serviceAccount } from "./service-account";
import { statefulSet } from "./stateful-set";
import { storageClass } from "./storage-class";

/** The kinds that Castor has words of its own for; one line each. */
const kinds: readonly KindKnowledge[] = [
  pod,
  deployment,
  statefulSet,
  daemonSet,
  replicaSet,
  controllerRevision,
  job,
  cronJob,
  horizontalPodAutoscaler,
  node,
  service,
  endpointSlice,
  ingress,
  gateway,
  httpRoute,
  persistentVolumeClaim,
  persistentVolume,
  storageClass,
  configMap,
  secret,
  namespace,
  serviceAccount,
  namespacedRole, clusterRole,
  roleBinding, clusterRoleBinding,
  event,
  argoApplication,
  argoRollout,
];

const byKey = new Map(kinds.map((kind) => [kind.kind, kind]));

/** What is known of the object's kind, or what can be said of any. */
export const knowledgeOf = ({ ref }: Pick<KubeObject, "ref">): KindKnowledge => byKey.get(kindKey(ref)) ?? generic;
