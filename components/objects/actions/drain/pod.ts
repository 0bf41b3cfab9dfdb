/** What of a pod decides whether and how it leaves a node. */
export interface DrainPod {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** The kind and name of its controller. */
  readonly owner?: { readonly kind: string; readonly name: string };
  /** The kubelet's own copy of a static pod. */
  readonly mirror: boolean;
  /** It has run to its end. */
  readonly finished: boolean;
  /** Its end has been asked for already. */
  readonly deleting: boolean;
  /** It keeps data on the node that go with it. */
  readonly emptyDir: boolean;
}

interface PodObject {
  readonly metadata?: {
    readonly uid?: string;
    readonly namespace?: string;
    readonly name?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind?: string; readonly name?: string; readonly controller?: boolean }[];
  };
  readonly spec?: { readonly nodeName?: string; readonly volumes?: readonly { readonly emptyDir?: object }[] };
  readonly status?: { readonly phase?: string };
}

/** Reads the pods of a list that are on this node; what names none is left out. */
export function podsOnNode(body: unknown, node: string): readonly DrainPod[] {
  const items = (body as { readonly items?: unknown } | null | undefined)?.items;
  if (!Array.isArray(items)) return [];
  return (items as PodObject[]).flatMap(({ metadata = {}, spec = {}, status = {} }) => {
    const { uid, namespace, name, annotations = {}, ownerReferences = [] } = metadata;
    if (uid === undefined || namespace === undefined || name === undefined || spec.nodeName !== node) return [];
    const owner = ownerReferences.find(({ controller }) => controller === true);
    return {
      ...{ uid, namespace, name },
      ...(owner?.kind === undefined || owner.name === undefined ? {} : { owner: { kind: owner.kind, name: owner.name } }),
      mirror: annotations["kubernetes.io/config.mirror"] !== undefined,
      finished: status.phase === "Succeeded" || status.phase === "Failed",
      deleting: metadata.deletionTimestamp !== undefined,
      emptyDir: (spec.volumes ?? []).some((volume) => volume.emptyDir !== undefined),
    };
  });
}

/** What the person agreed to lose. */
export interface DrainChoice {
  readonly deleteEmptyDir: boolean;
  readonly deleteUnmanaged: boolean;
}

/** Why a pod stays where it is; undefined for one that has to leave. */
export function staysBecause(pod: DrainPod): string | undefined {
  if (pod.mirror) return "The kubelet runs it itself.";
  if (pod.owner?.kind === "DaemonSet" && !pod.finished) return `Its DaemonSet ${pod.owner.name} runs one on every node.`;
  return undefined;
}

/** What a person has to agree to before this pod may leave. */
export function asksFor(pod: DrainPod): keyof DrainChoice | undefined {
  if (pod.finished || pod.deleting || staysBecause(pod) !== undefined) return undefined;
  if (pod.owner === undefined) return "deleteUnmanaged";
  return pod.emptyDir ? "deleteEmptyDir" : undefined;
}

/** All that has to be agreed to: a pod without an owner may have data, too. */
export function agreed(pod: DrainPod, choice: DrainChoice): boolean {
  const asked = asksFor(pod);
  if (asked === undefined) return true;
  return choice[asked] && (!pod.emptyDir || choice.deleteEmptyDir);
}
