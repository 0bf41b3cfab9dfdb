/** Why so many nodes do not take a pod, in words, and what one does about it. */
export interface Refusal {
  readonly nodes: number;
  readonly reason: string;
  readonly advice?: string;
}

interface Known {
  readonly words: RegExp;
  readonly says: (found: RegExpExecArray) => string;
  readonly advice: string;
}

/** The scheduler's phrases. */
const phrases: readonly Known[] = [
  { words: /^Insufficient (\S+)$/i, says: ([, what = ""]) => `not enough ${{ cpu: "CPU", memory: "memory", "ephemeral-storage": "disk", pods: "room for pods" }[what] ?? what} left`, advice: "Lower the pod's requests, scale something else down, or have nodes added." },
  { words: /^Too many pods$/i, says: () => "as many pods as it may run", advice: "Scale something down, or have nodes added." },
  { words: /untolerated taint(?:\(s\))? ?\{?([^}:]*)(?::? ?([^}]*))?\}?/i, says: ([, key = "", value = ""]) => (/unschedulable/.test(key) ? "cordoned" : `a taint that the pod does not tolerate: ${key.trim()}${value.trim() === "" ? "" : `=${value.trim()}`}`), advice: "Add a toleration for the taint if the pod may run there, or wait until the node is back." },
  { words: /^(?:node\(s\) )?(?:were|was) unschedulable$/i, says: () => "cordoned", advice: "Uncordon the node when its maintenance is over: kubectl uncordon <node>" },
  { words: /didn't match Pod's node affinity\/selector|didn't match node selector|didn't match pod's node affinity/i, says: () => "not a node that the pod's nodeSelector or affinity asks for", advice: "Compare the pod's nodeSelector with the nodes' labels: kubectl get nodes --show-labels" },
  { words: /didn't match pod anti-affinity rules|didn't satisfy existing pods anti-affinity/i, says: () => "a pod there that must not stand beside it", advice: "Loosen the anti-affinity to preferred, or have nodes added." },
  { words: /didn't match pod affinity rules/i, says: () => "no pod there that it must stand beside", advice: "Check that the pod named in its affinity runs." },
  { words: /didn't match pod topology spread constraints/i, says: () => "an even spread would be broken", advice: "Loosen the topologySpreadConstraints, or have nodes added in the missing zone." },
  { words: /volume node affinity conflict/i, says: () => "not where the pod's volume is", advice: "The volume can be used only on its own node or zone: make room there, or make the claim anew." },
  { words: /didn't find available persistent volumes to bind/i, says: () => "no volume that fits the pod's claim", advice: "Look at the claim: it needs a storage class that can make a volume." },
  { words: /exceed max volume count/i, says: () => "as many volumes as it can attach", advice: "Scale something with volumes down, or have nodes added." },
  { words: /didn't have free ports for the requested pod ports/i, says: () => "the pod's host port is taken", advice: "Leave out hostPort or hostNetwork, or run fewer copies than there are nodes." },
  { words: /^(?:node\(s\) )?had disk pressure$/i, says: () => "too little disk", advice: "Have the node's disk looked at." },
];

function reasonOf(text: string): Pick<Refusal, "reason" | "advice"> {
  const bare = text.replace(/^node\(s\) /i, "").trim();
  for (const { words, says, advice } of phrases) {
    const found = words.exec(text) ?? words.exec(bare);
    if (found !== null) return { reason: says(found), advice };
  }
  return { reason: bare };
}

/**
 * Takes the scheduler's one sentence apart: "0/4 nodes are available: 1 Insufficient cpu, 3 node(s) had
 * untolerated taint {dedicated: p47}. preemption: …". Undefined where it says something else.
 */
export function readSchedulerMessage(message: string): { readonly nodes: number; readonly refusals: readonly Refusal[] } | undefined {
  const found = /^(\d+)\/(\d+) nodes are available: (.*)$/s.exec(message.trim());
  if (found === null) return undefined;
  const [, , nodes = "0", rest = ""] = found;
  const reasons = rest.split(/\.? preemption: /)[0] ?? "";
  // A comma parts reasons only where a count follows: taints hold commas and colons of their own.
  const refusals = reasons.replace(/\.\s*$/, "").split(/, (?=\d+ )/).flatMap((part) => {
    const one = /^(\d+) (.*)$/s.exec(part.trim());
    return one === null ? [] : [{ nodes: Number(one[1]), ...reasonOf(one[2] ?? "") }];
  });
  return { nodes: Number(nodes), refusals };
}

/** The claim that the scheduler waits for, where that is its only reason. */
export function missingClaim(message: string): string | undefined {
  return /persistentvolumeclaim "([^"]+)" not found/i.exec(message)?.[1];
}
