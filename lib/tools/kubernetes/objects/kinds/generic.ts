import { wellKnownKind, type FactGroup, type FactValue } from "@/lib/model";
import { conditionsOf } from "../condition";
import { at, chips, count, fact as plainFact, group, pairs, type Fact } from "../fact";
import type { FieldNotes } from "../field-notes";
import type { Field } from "../field";
import { humanise } from "../humanise";
import { state, type KindKnowledge, type State } from "../kind-knowledge";
import type { KubeObject } from "../kube-object";

const mostFacts = 24;

const phases: readonly (readonly [RegExp, State["wellness"]])[] = [
  [/^(?:active|running|ready|bound|healthy|available|succeeded|synced|established|ok|deployed|online|connected|enabled)$/i, "well"],
  [/^(?:pending|progressing|creating|updating|initiali[sz]ing|provisioning|reconciling|waiting|deploying|promoting|starting)$/i, "progressing"],
  [/^(?:failed|error|degraded|unhealthy|crashloopbackoff|invalid|lost|unavailable|aborted)$/i, "bad"],
  [/^(?:suspended|stopped|completed|terminating|released|paused|disabled|inactive)$/i, "stopped"],
];

/** The first word that an object of an unknown kind says of itself: its phase or state. */
function phaseOf({ body }: KubeObject): string | undefined {
  const status = body.at("status");
  return [status.at("phase"), status.at("state"), status.at("health.status"), status.at("health"), status.at("status")].find((place) => typeof place.raw === "string")?.text;
}

function genericState(object: KubeObject): State {
  if (object.deleting !== undefined) return state("stopped", "Terminating", "It is being deleted.");
  const phase = phaseOf(object);
  const conditions = conditionsOf(object);
  const wrong = conditions.find(({ good }) => good === false);
  const ofPhase = phases.find(([words]) => phase !== undefined && words.test(phase))?.[1];
  const summary = conditions.find(({ type }) => type === "Ready" || type === "Available" || type === "Healthy" || type === "Established");
  if (wrong !== undefined) {
    const told = wrong.message === undefined ? "" : `: ${wrong.message.replace(/[.\s]*$/, "")}`;
    const waiting = wrong.type === "Ready" && /progress|pending|waiting|creating|reconcil/i.test(wrong.reason ?? "");
    return state(waiting ? "progressing" : ofPhase === "well" ? "warning" : "bad", wrong.reason ?? `${wrong.type} ${wrong.status}`, `Its condition ${wrong.type} is ${wrong.status}${told}.`);
  }
  if (ofPhase !== undefined && phase !== undefined) return state(ofPhase, phase, `Its state is ${phase}.`);
  if (summary?.good === true) return state("well", summary.type, `Its condition ${summary.type} is True.`);
  if (conditions.length > 0 && conditions.every(({ good }) => good === true)) return state("well", "well", "All its conditions are as they should be.");
  return state("unknown", phase ?? "", phase === undefined ? "Kubernetes says nothing about how it is." : `Its state is ${phase}.`);
}

/** Whether a text is a moment. */
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** `…Ref`, `…Name` fields that name an object of a kind that everybody knows. */
function reference(name: string, value: Field, namespace: string | undefined): FactValue | undefined {
  const direct = value.at("kind").text;
  const named = value.at("name").text;
  const kind = direct ?? /^(?:.*?)(secret|configMap|service|serviceAccount|persistentVolumeClaim|storageClass|node|ingressClass|gateway|namespace)(?:KeyRef|Ref|Name)$/i.exec(name)?.[1];
  const target = named ?? value.text;
  const known = kind === undefined ? undefined : wellKnownKind(direct ?? kindOfWord(kind));
  if (known === undefined || target === undefined || (direct === undefined && named === undefined && !/Name$/.test(name))) return undefined;
  const within = value.at("namespace").text ?? namespace;
  if (known.namespaced && within === undefined) return undefined;
  const { group: of, version, resource } = known;
  const ref = { group: of, version, resource, kind: known.kind, name: target, ...(known.namespaced && within !== undefined ? { namespace: within } : {}) };
  return { ref, text: direct === undefined ? target : `${direct} ${target}` };
}

function kindOfWord(word: string): string {
  const upper = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return upper === "Configmap" ? "ConfigMap" : upper;
}

interface Around {
  readonly namespace: string | undefined;
  readonly notes: FieldNotes | undefined;
}

/** The fields of a place that a person can read at a glance: texts, numbers, moments, short lists, labels, references. */
function scalars(place: Field, root: "spec" | "status", { namespace, notes }: Around, prefix = "", depth = 0): readonly Fact[] {
  return place.entries.flatMap(([name, value]): readonly Fact[] => {
    if (["conditions", "observedGeneration"].includes(name)) return [];
    const label = humanise(prefix === "" ? name : `${prefix} ${name}`);
    const note = notes?.get([root, ...(prefix === "" ? [] : [prefix]), name].join("."));
    const fact = (title: string, told: FactValue | string | undefined) => plainFact(title, told).map((one) => (note === undefined ? one : { ...one, note }));
    const ref = reference(name, value, namespace);
    if (ref !== undefined) return fact(label, ref);
    if (typeof value.raw === "string" && moment.test(value.raw)) return fact(label, at(value.time));
    if (typeof value.raw === "boolean") return fact(label, value.raw ? "Yes" : "No");
    if (value.text !== undefined) return fact(label, value.text.length > 200 ? `${value.text.slice(0, 200)}…` : value.text);
    if (value.list.length > 0) return value.words.length === value.list.length ? fact(label, chips(value.words.slice(0, 12))) : fact(label, count(value.list.length, "entry", "entries"));
    if (/selector|labels$/i.test(name) && Object.keys(value.at("matchLabels").texts).length > 0) return fact(label, pairs(value.at("matchLabels").texts));
    return depth < 1 ? scalars(value, root, { namespace, notes }, name, depth + 1) : [];
  });
}

/** For every kind that Castor has no words of its own for: what its manifest plainly says. */
export const generic: KindKnowledge = {
  kind: "*",
  state: genericState,
  facts({ object, notes }): readonly FactGroup[] {
    const { body, ref } = object;
    const around = { namespace: ref.namespace, notes };
    const top = body.entries.filter(([name]) => !["apiVersion", "kind", "metadata", "spec", "status"].includes(name));
    const other = top.flatMap(([name, value]) => (value.text === undefined ? (value.words.length > 0 ? plainFact(humanise(name), chips(value.words.slice(0, 12))) : []) : plainFact(humanise(name), value.text)));
    return [
      ...group("What it should be", scalars(body.at("spec"), "spec", around).slice(0, mostFacts)),
      ...group("How it is", scalars(body.at("status"), "status", around).slice(0, mostFacts)),
      ...group("More", other.slice(0, mostFacts)),
    ];
  },
  control: ({ body }) => {
    const replicas = body.at("spec.replicas").number;
    const suspended = body.at("spec.suspend").flag;
    return { ...(replicas === undefined ? {} : { replicas }), ...(suspended === undefined ? {} : { suspended }) };
  },
};
