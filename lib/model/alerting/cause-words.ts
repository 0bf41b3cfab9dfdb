import { objectHref } from "../api-resource";
import { wellKnownRef } from "../well-known-kinds";
import type { Cause } from "./causes";
import { titleOf } from "./titles";
import { readWorkloadKey } from "./topology";
import { ailment, bearerOf, type Located } from "./trouble";

/** How a group of alerts is called, why they are together, and where more is told of what they share. */
export interface CauseWords {
  readonly title: string;
  readonly why: string;
  readonly href?: string;
}

/** The words for a cause. What is over counts only where everything is. */
export function causeWords(cause: Cause): CauseWords {
  const live = cause.located.filter(({ alert }) => alert.state !== "resolved");
  const located = live.length > 0 ? live : cause.located;
  const href = hrefOf(cause);
  return { ...words[cause.kind](cause, located), ...(href === undefined ? {} : { href }) };
}

type Words = (cause: Cause, located: readonly Located[]) => Omit<CauseWords, "href">;

const words: Readonly<Record<Cause["kind"], Words>> = {
  node({ key, suspected }, located) {
    const own = located.filter(({ about }) => about.subject.kind === "node");
    const [worst] = [...own].sort((a, b) => (ailment(a.alert.name) ?? 9) - (ailment(b.alert.name) ?? 9));
    const others = located.length - own.length;
    const touched = count(bearers(located), "workload");
    if (worst === undefined || (suspected && others > 0)) {
      return { title: `${key} is probably in trouble`, why: `All that is wrong with ${touched} is on ${key}, although no alert says that the node itself is not well.` };
    }
    const title = wordsOf(worst);
    if (others === 0) return { title, why: located.length === 1 ? `It is the only alert about ${key}.` : `All ${located.length} alerts are about the node ${key}.` };
    return { title, why: `${count(others, "alert")}${bearers(located) === 0 ? "" : ` of ${touched}`} ${others === 1 ? "is" : "are"} about what runs on ${key}, which has trouble of its own.` };
  },
  claim({ key }, located) {
    const own = located.filter(({ about }) => about.claim !== undefined);
    const others = located.length - own.length;
    const title = wordsOf(own[0]) || `The claim ${nameOf(key)}`;
    return { title, why: others === 0 ? only(located, `the claim ${key}`) : `${count(others, "alert")} ${others === 1 ? "is" : "are"} about pods that mount the claim ${key}, which has trouble of its own.` };
  },
  application({ key }, located) {
    return { title: `${bearers(located)} workloads of ${nameOf(key)} are in trouble`, why: `All of them belong to the Argo CD application ${nameOf(key)}.` };
  },
  workload({ key }, located) {
    const { kind, namespace, name } = readWorkloadKey(key);
    const pods = new Set(located.flatMap(({ about }) => about.pod ?? []));
    const [worst] = located;
    const title = worst === undefined ? name : pods.size > 1 || worst.about.pod === undefined ? titled(worst, name) : wordsOf(worst);
    return { title, why: only(located, `the ${kind} ${namespace}/${name}${pods.size > 1 ? ` and ${pods.size} of its pods` : ""}`) };
  },
  pod: ({ key }, located) => ({ title: wordsOf(located[0]), why: only(located, `the pod ${key}, which belongs to no workload that Castor knows`) }),
  target({ key }, located) {
    return { title: located.length === 1 ? wordsOf(located[0]) : titled(located[0], key), why: only(located, `the target ${key}`) };
  },
  alert({ key }, located) {
    const place = located[0]?.about.subject;
    const [first, ...others] = new Set(located.map(wordsOf));
    const where = place?.kind === "namespace" ? ` in the namespace ${place.name}` : "";
    return { title: first !== undefined && others.length === 0 ? first : key, why: located.length === 1 ? "No other alert seems to have the same cause." : `They share the name ${key}${where} and nothing else that Castor knows of.` };
  },
};

/** The title of an alert; nothing where there is none. */
function wordsOf(one: Located | undefined): string {
  return one === undefined ? "" : titleOf(one.alert, one.about.node);
}

/** The same, said of a whole workload instead of one of its pods. */
function titled(one: Located | undefined, name: string): string {
  if (one === undefined) return name;
  const { alert, about } = one;
  return titleOf({ ...alert, labels: { ...alert.labels, ...(alert.labels["pod"] === undefined ? {} : { pod: name }) } }, about.node);
}

const only = (located: readonly Located[], what: string) => (located.length === 1 ? `It is the only alert about ${what}.` : `All ${located.length} alerts are about ${what}.`);
const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;
const bearers = (located: readonly Located[]) => new Set(located.flatMap(({ about }) => bearerOf(about) ?? [])).size;
const nameOf = (key: string) => key.slice(key.indexOf("/") + 1);

function hrefOf({ cluster, kind, key, located }: Cause): string | undefined {
  if (kind === "node") return `/clusters/${cluster}/nodes/${encodeURIComponent(key)}`;
  if (kind === "target" || kind === "application") return undefined;
  if (kind === "alert") return located.length === 1 ? located[0]?.about.subject.href : undefined;
  const ref = wellKnownRef(kind === "workload" ? readWorkloadKey(key) : { kind: kind === "claim" ? "PersistentVolumeClaim" : "Pod", namespace: key.split("/")[0] ?? "", name: nameOf(key) });
  return ref && objectHref(cluster, ref);
}
