import type { Finding, ObjectRef } from "@/lib/model";
import { ranked, type Cause } from "../evidence";

const plurals: Readonly<Record<string, string>> = { Ingress: "ingresses", NetworkPolicy: "network policies", PersistentVolumeClaim: "claims", Endpoints: "endpoints", StorageClass: "storage classes" };
const nouns = (kind: string, count: number) => `${count} ${plurals[kind] ?? `${kind.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase()}s`}`;
const identity = ({ group, resource, namespace, name }: ObjectRef) => `${group}/${resource}/${namespace ?? ""}/${name}`;

/**
 * Findings of an object and of what belongs to it, each cause once: "3 pods: …". What is about another
 * object than the page's says which.
 */
export function fold(found: readonly { readonly about: ObjectRef; readonly cause: Cause }[], page: ObjectRef): readonly Finding[] {
  const byCause = new Map<string, { readonly about: ObjectRef; readonly cause: Cause }[]>();
  for (const one of found) {
    const key = `${one.about.kind} ${one.cause.cause}`;
    byCause.set(key, [...(byCause.get(key) ?? []), one]);
  }
  const findings = [...byCause.values()].map((same): Finding => {
    const [first] = ranked(same.map(({ about, cause }) => ({ ...cause, at: about })));
    if (first === undefined) throw new Error("A cause has at least one finding.");
    const { cause: _, at, ...finding } = first;
    const abouts = [...new Map(same.map(({ about }) => [identity(about), about])).values()];
    if (abouts.length > 1) {
      const names = abouts.slice(0, 8).map(({ name }) => name).join(", ");
      const rest = abouts.length > 8 ? ` and ${abouts.length - 8} more` : "";
      return { ...finding, title: `${nouns(at.kind, abouts.length)}: ${finding.title}`, details: [...finding.details, `It concerns ${names}${rest}.`], about: finding.about ?? at };
    }
    return identity(at) === identity(page) || finding.about !== undefined ? finding : { ...finding, about: at };
  });
  return ranked(findings);
}
