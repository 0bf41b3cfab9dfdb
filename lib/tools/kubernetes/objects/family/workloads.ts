import { labelSelector } from "../label-selector";
import type { KubeObject } from "../kube-object";
import type { Reader } from "../reader";
import type { FindKin } from "./kin";
import { known, ownedBy } from "./known";

/** Revisions a rollout can go back to, as far as a page lists them. */
const revisionsShown = 4;

async function owned(kind: string, object: KubeObject, reader: Reader, selector = labelSelector(object.body.at("spec.selector"))) {
  const { objects, more } = await reader.list(known(kind), { namespace: object.ref.namespace, ...(selector === undefined ? {} : { labelSelector: selector }) });
  return { objects: ownedBy(objects, object), more };
}

const revisionOf = ({ annotations, body }: KubeObject) => Number(annotations["deployment.kubernetes.io/revision"] ?? annotations["rollout.argoproj.io/revision"] ?? body.at("revision").number ?? 0);
const empty = ({ body }: KubeObject) => body.at("spec.replicas").number === 0 && (body.at("status.replicas").number ?? 0) === 0;

/** Deployment and Argo Rollout: their ReplicaSets, the newest first, old ones without pods only a few. */
export const replicaSets: FindKin = async (object, reader) => {
  const { objects } = await owned("ReplicaSet", object, reader);
  const sorted = objects.toSorted((a, b) => revisionOf(b) - revisionOf(a));
  const shown = sorted.filter((set, index) => !empty(set) || index < revisionsShown);
  return { objects: shown, more: sorted.length - shown.length };
};

/** ReplicaSet, ReplicationController, Job. One that is scaled to nothing is not asked for. */
export const pods: FindKin = async (object, reader) => (empty(object) ? {} : owned("Pod", object, reader));

/** StatefulSet and DaemonSet: their pods, and their revisions behind them. */
export const podsAndRevisions: FindKin = async (object, reader) => {
  const [found, revisions] = await Promise.all([owned("Pod", object, reader), owned("ControllerRevision", object, reader)]);
  const newest = revisions.objects.toSorted((a, b) => revisionOf(b) - revisionOf(a)).slice(0, revisionsShown);
  return { objects: [...found.objects, ...newest], more: found.more + revisions.objects.length - newest.length };
};

/** CronJob: its jobs, newest first. */
export const jobs: FindKin = async (object, reader) => {
  const { objects } = await reader.list(known("Job"), { namespace: object.ref.namespace, limit: 500 });
  const found = ownedBy(objects, object).toSorted((a, b) => b.created - a.created);
  return { objects: found.slice(0, 10), more: Math.max(0, found.length - 10) };
};

/** The names of the claims that a pod mounts. */
export function claimNames({ ref, body }: KubeObject): readonly string[] {
  return body.at("spec.volumes").list.flatMap((volume) => {
    if (volume.at("ephemeral").exists) return [`${ref.name}-${volume.at("name").text ?? ""}`];
    return volume.at("persistentVolumeClaim.claimName").text ?? [];
  });
}

/** Pod: the claims that it mounts, from one list of the namespace's for all pods of a page. */
export const claims: FindKin = async (object, reader) => {
  const names = claimNames(object);
  if (names.length === 0) return {};
  const { objects } = await reader.list(known("PersistentVolumeClaim"), { namespace: object.ref.namespace, limit: 500 });
  return { objects: objects.filter(({ ref }) => names.includes(ref.name)) };
};
