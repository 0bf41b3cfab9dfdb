import type { Problem } from "@/lib/model/problem";
import { rightWords, type Right, type RightAnswer } from "@/lib/model/right";

/** Whether a person may do something, as far as it is known. */
export type Permission =
  | { readonly status: "asking" }
  | { readonly status: "allowed" }
  | { readonly status: "denied"; readonly missing: readonly Right[] }
  | { readonly status: "unknown"; readonly problem: Problem };

/** What the API server answered, or why it did not; undefined while it is asked. */
export type Answers = readonly RightAnswer[] | Problem | undefined;

const same = (a: Right, b: Right) =>
  a.verb === b.verb && a.group === b.group && a.resource === b.resource && (a.subresource ?? "") === (b.subresource ?? "") && (a.namespace ?? "") === (b.namespace ?? "") && (a.name ?? "") === (b.name ?? "");

/** Judges by the answers whether all needed rights are there. A right that nobody answered about is not there. */
export function permissionFor(needed: readonly Right[], answers: Answers): Permission {
  if (answers === undefined) return { status: "asking" };
  if (!Array.isArray(answers)) return { status: "unknown", problem: answers as Problem };
  const found = answers as readonly RightAnswer[];
  const missing = needed.filter((right) => !found.some((answer) => answer.allowed && same(answer, right)));
  return missing.length === 0 ? { status: "allowed" } : { status: "denied", missing };
}

/** Why something cannot be done now, in words; undefined where it can. */
export function permissionWords(permission: Permission): string | undefined {
  if (permission.status === "allowed") return undefined;
  if (permission.status === "asking") return "Castor is asking the cluster whether you may do this.";
  if (permission.status === "unknown") return `Whether you may do this is not known: ${permission.problem.message}`;
  return `You lack ${permission.missing.length === 1 ? "the right" : "the rights"} ${permission.missing.map((right) => `“${rightWords(right)}”`).join(" and ")}.`;
}
