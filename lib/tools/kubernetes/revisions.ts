import { stringify } from "yaml";
import { z } from "zod";
import { CastorError, type ObjectRef, type Revision } from "@/lib/model";
import { path, type Headers, type Wire } from "@/lib/wire";
import { list } from "./list";
import { labelSelectorText, labelSelector } from "./label-selector";

const texts = z.record(z.string(), z.string()).nullish().transform((found) => found ?? {});
const owners = z.array(z.object({ uid: z.string(), controller: z.boolean().nullish() })).nullish();
const time = z.string().transform((text) => Date.parse(text) || 0);
const container = z.object({ image: z.string().optional() });
/** A pod template is handed on as it is; only its labels and images are read. */
const template = z.looseObject({
  metadata: z.looseObject({ labels: texts }).nullish(),
  spec: z.looseObject({ containers: z.array(z.looseObject(container.shape)), initContainers: z.array(z.looseObject(container.shape)).nullish() }),
});
type Template = z.output<typeof template>;

const meta = z.object({ name: z.string(), uid: z.string(), creationTimestamp: time, annotations: texts, ownerReferences: owners });

const workload = z.object({
  metadata: meta,
  spec: z.object({ selector: labelSelector }),
  status: z.object({ updateRevision: z.string().optional() }).nullish(),
});
type Workload = z.output<typeof workload>;

const replicaSet = z.object({ metadata: meta, spec: z.object({ template }) });
/** Its data is the patch that makes the workload what it was. */
const controllerRevision = z.object({ metadata: meta, revision: z.number(), data: z.looseObject({ spec: z.looseObject({ template }) }) });

const revisionAnnotation = "deployment.kubernetes.io/revision";
const causeAnnotation = "kubernetes.io/change-cause";

/** What of a person's request the API is asked with. */
export interface RevisionsAsk {
  readonly headers: Headers;
  readonly signal?: AbortSignal | undefined;
}

/** The kinds that keep their earlier templates. */
export function hasRevisions({ group, resource }: Pick<ObjectRef, "group" | "resource">): boolean {
  return group === "apps" && ["deployments", "statefulsets", "daemonsets"].includes(resource);
}

/**
 * The states of a workload that it can be rolled back to, newest first: a Deployment's are its
 * ReplicaSets, a StatefulSet's and a DaemonSet's its ControllerRevisions. Throws `invalid` for other kinds.
 */
export async function revisions(wire: Wire, ref: Pick<ObjectRef, "group" | "resource" | "namespace" | "name">, ask: RevisionsAsk): Promise<readonly Revision[]> {
  const { resource, namespace = "" } = ref;
  if (!hasRevisions(ref)) throw new CastorError("invalid", `Kubernetes keeps no revisions of ${resource}.`);
  const owner = await wire.get(path`/apis/apps/v1/namespaces/${namespace}/${resource}/${ref.name}`, workload, ask);
  const query = { labelSelector: labelSelectorText(owner.spec.selector) };
  const at = resource === "deployments" ? path`/apis/apps/v1/namespaces/${namespace}/replicasets` : path`/apis/apps/v1/namespaces/${namespace}/controllerrevisions`;
  const found =
    resource === "deployments"
      ? ofReplicaSets(owner, await list(wire, at, replicaSet, { query, ...ask }))
      : ofControllerRevisions(owner, resource, await list(wire, at, controllerRevision, { query, ...ask }));
  return found.sort((a, b) => b.number - a.number);
}

const ownedBy = (owner: Workload) => (one: { readonly metadata: z.output<typeof meta> }) =>
  one.metadata.ownerReferences?.some(({ uid, controller }) => uid === owner.metadata.uid && controller === true) === true;

function ofReplicaSets(owner: Workload, sets: readonly z.output<typeof replicaSet>[]): Revision[] {
  const current = owner.metadata.annotations[revisionAnnotation];
  return sets.filter(ownedBy(owner)).flatMap(({ metadata, spec }) => {
    const number = Number(metadata.annotations[revisionAnnotation]);
    if (!Number.isSafeInteger(number) || number < 1) return [];
    const plain = withoutHash(spec.template);
    const cause = metadata.annotations[causeAnnotation];
    const patch = [
      { op: "replace", path: "/spec/template", value: plain },
      // The cause goes back with the template, as kubectl does; a Deployment with revisions has annotations.
      ...(cause === undefined ? [] : [{ op: "add", path: "/metadata/annotations/kubernetes.io~1change-cause", value: cause }]),
    ];
    return [revision(metadata, number, String(number) === current, plain, { type: "application/json-patch+json", body: JSON.stringify(patch) })];
  });
}

function ofControllerRevisions(owner: Workload, resource: string, found: readonly z.output<typeof controllerRevision>[]): Revision[] {
  const mine = found.filter(ownedBy(owner));
  const newest = Math.max(...mine.map((one) => one.revision));
  return mine.map(({ metadata, revision: number, data }) => {
    const current = resource === "statefulsets" ? owner.status?.updateRevision === metadata.name : number === newest;
    return revision(metadata, number, current, withoutMark(data.spec.template), { type: "application/strategic-merge-patch+json", body: JSON.stringify(data) });
  });
}

function revision(metadata: z.output<typeof meta>, number: number, current: boolean, shown: Template, patch: Revision["patch"]): Revision {
  const cause = metadata.annotations[causeAnnotation];
  const images = [...(shown.spec.initContainers ?? []), ...shown.spec.containers].flatMap(({ image }) => image ?? []);
  return { number, current, created: metadata.creationTimestamp, ...(cause === undefined ? {} : { cause }), images, template: stringify(shown, { lineWidth: 0 }), patch };
}

/** The label pod-template-hash is the ReplicaSet's own: with it the Deployment would make another template. */
function withoutHash(found: Template): Template {
  const labels = Object.entries(found.metadata?.labels ?? {}).filter(([name]) => name !== "pod-template-hash");
  return { ...found, metadata: { ...found.metadata, labels: Object.fromEntries(labels) } };
}

/** The patch says “replace” of the whole template; that is no part of it. */
function withoutMark({ $patch: _, ...found }: Template): Template {
  return found;
}
