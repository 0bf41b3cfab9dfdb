import type { Problem, ProblemCode } from "@/lib/model";

const advice: Record<ProblemCode, string> = {
  unreachable: "Castor keeps asking; this comes back by itself when it answers.",
  timeout: "Castor keeps asking; this comes back by itself when it answers in time.",
  unauthorized: "Castor's own credentials were refused: an administrator has to renew them.",
  forbidden: "You do not have the right to see this: ask the cluster's administrators.",
  "not-found": "It may have been removed or renamed.",
  conflict: "Somebody changed it meanwhile: reload the page.",
  invalid: "Change the filter or the address and try again.",
  "too-large": "Narrow the question, for example to one namespace.",
  "unexpected-shape": "Something else answers at this address: an administrator should check the settings.",
  internal: "Castor's log says more to an administrator.",
};

/** What a person does next about a problem, in one sentence. */
export function nextStep(problem: Problem): string {
  return advice[problem.code];
}

/** How a panel without a value is called: what is refused is not broken. */
export function problemTitle(problem: Problem): string {
  if (problem.code === "forbidden") return "Not open to you";
  if (problem.code === "not-found") return "No data";
  if (problem.code === "unreachable" || problem.code === "timeout") return "No answer";
  return "No figures";
}
