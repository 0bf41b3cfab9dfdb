import { apiVersionOf, CastorError, isCastorError, wellKnownKinds, type FamilyMember, type Finding, type ObjectRef, type ObjectReport } from "@/lib/model";
import type { Headers, Wire } from "@/lib/wire";
import { conditionsOf } from "./condition";
import type { Evidence, Figures } from "./evidence";
import { family } from "./family";
import { noNotes } from "./field-notes";
import { findings } from "./findings";
import { knowledgeOf } from "./kinds";
import { generic } from "./kinds/generic";
import { logPod } from "./kinds/pod";
import type { State } from "./kind-knowledge";
import type { KubeObject } from "./kube-object";
import { manifestText } from "./manifest-text";
import { all, objectsOf, type Member } from "./member";
import { createMemory, type Memory } from "./memory";
import { createReader, type Reader } from "./reader";
import { eventsOf, figuresOf, lastLinesOf, storageClassesOf } from "./surroundings";

/** Events that a page lists at most, and pods whose logs it offers. */
const mostEvents = 200;
const mostLogPods = 100;

export interface ReportAsk {
  readonly wire: Wire;
  /** In whose name everything is asked; asked before each report, as tokens change. */
  readonly headers: () => Promise<Headers>;
  readonly ref: Omit<ObjectRef, "kind">;
  readonly figures?: Figures | undefined;
  readonly now?: () => number;
}

/** Reads one object again and again and says everything that Castor's page of it shows. */
export function createObjectReports({ wire, headers, ref, figures, now = Date.now }: ReportAsk): (signal?: AbortSignal) => Promise<ObjectReport> {
  const memory = createMemory(now);
  return async (signal) => {
    const reader = createReader({ wire, headers: await headers(), signal, memory });
    return report(await reader.need({ ...ref, kind: await kindOf(ref, reader) }), { reader, memory, figures, now: now() });
  };
}

/** The kind behind a plural name. Throws `invalid` where the cluster serves nothing of that name. */
async function kindOf({ group, version, resource }: Omit<ObjectRef, "kind">, { names, headers }: Reader): Promise<string> {
  const usual = wellKnownKinds.find((known) => known.group === group && known.version === version && known.resource === resource);
  if (usual !== undefined) return usual.kind;
  const found = await names.served(group, version, resource, headers).catch((error: unknown) => {
    if (isCastorError(error) && error.code === "not-found") return undefined;
    throw error;
  });
  if (found === undefined) throw new CastorError("invalid", `This cluster serves no ${resource} of ${apiVersionOf({ group, version })}.`);
  return found.kind;
}

interface Tools {
  readonly reader: Reader;
  readonly memory: Memory;
  readonly figures: Figures | undefined;
  readonly now: number;
}

async function report(object: KubeObject, { reader, memory, figures, now }: Tools): Promise<ObjectReport> {
  const tree = await family(object, reader);
  const self = all(tree).find((member) => member.object?.uid === object.uid) ?? { ref: object.ref, object, children: [] };
  // What is wrong with the pods on a node is theirs, not the node's.
  const under = object.ref.group === "" && object.ref.resource === "nodes" ? [self] : all(self);
  const pods = objectsOf(under).filter(({ ref }) => ref.group === "" && ref.resource === "pods");
  const [events, lastLines, measured, storageClasses, text] = await Promise.all([
    eventsOf(object, under, reader),
    lastLinesOf(pods, reader),
    figuresOf(pods, reader, figures),
    storageClassesOf(under, reader),
    memory.keep(`text ${object.resourceVersion}`, 600_000, async () => manifestText(object)),
  ]);
  const examined = under.flatMap((member): readonly Evidence[] =>
    member.object === undefined
      ? []
      : [{ object: member.object, children: member.children, events: events.get(member.object.uid) ?? [], now, figures: measured.get(member.ref.name), span: figures?.span, lastLines: lastLines.get(member.object.uid) ?? new Map(), storageClasses }],
  );
  const found = findings(examined, object.ref);
  const knowledge = knowledgeOf(object);
  const own = judged(knowledge.state(object, self.children), found);
  const notes = knowledge === generic ? await reader.notes(object.ref) : noNotes;
  const subject = examined.find((evidence) => evidence.object === object) ?? { object, children: self.children, events: [], now };
  return {
    ref: object.ref,
    uid: object.uid,
    resourceVersion: object.resourceVersion,
    created: object.created,
    ...(object.deleting === undefined ? {} : { deleting: { since: object.deleting, finalizers: object.finalizers } }),
    labels: object.labels,
    annotations: object.annotations,
    wellness: own.wellness,
    sentence: own.sentence,
    findings: found,
    facts: knowledge.facts({ ...subject, notes }),
    conditions: conditionsOf(object),
    family: drawn(tree, object),
    events: [...events.values()].flat().map(({ about: _, ...event }) => event).sort((a, b) => b.last - a.last || (a.id < b.id ? -1 : 1)).slice(0, mostEvents),
    ...text,
    pods: pods.slice(0, mostLogPods).map(logPod),
    control: knowledge.control?.(object) ?? {},
    unread: [...reader.unread],
  };
}

/** What the object itself does not know may still be wrong with it: a Service knows nothing of its pods. */
function judged(state: State, found: readonly Finding[]): State {
  const [worst] = found;
  if (worst === undefined || worst.severity === "notice") return state;
  if (state.wellness === "progressing") return worst.severity === "critical" ? { ...state, wellness: "bad" } : state;
  if (state.wellness !== "well" && state.wellness !== "unknown") return state;
  // What is wrong with a part of it does not make all of it bad; what is wrong with itself does.
  const wellness = worst.severity === "critical" && (state.wellness === "unknown" || worst.about === undefined) ? "bad" : "warning";
  return { ...state, wellness, sentence: state.wellness === "unknown" ? worst.title : `${state.sentence} ${found.length === 1 ? "One thing is" : `${found.length} things are`} worth a look.` };
}

function drawn(member: Member, self: KubeObject, parent?: KubeObject): FamilyMember {
  const { ref, object, told, gone, children, more } = member;
  const missing = gone === true ? ({ wellness: "bad", status: "does not exist" } as const) : ({ wellness: "unknown", status: "not readable" } as const);
  const { wellness, status } = object === undefined ? (told ?? missing) : knowledgeOf({ ref }).state(object, children);
  const owned = parent !== undefined && object?.owners.some(({ uid }) => uid === parent.uid) === true;
  return {
    ...{ ref, wellness, status },
    ...(object?.uid === self.uid ? { self: true as const } : {}),
    ...(owned ? { owned } : {}),
    children: children.map((child) => drawn(child, self, object)),
    ...(more === undefined ? {} : { more }),
  };
}
