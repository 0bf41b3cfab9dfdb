import type { Cause, Rule } from "../evidence";

const pressures: Readonly<Record<string, readonly [string, string]>> = {
  MemoryPressure: ["The node runs short of memory.", "Pods without requests are evicted first: see which pods on it use most, and give them limits."],
  DiskPressure: ["The node runs short of disk.", "Images and logs are cleared and pods evicted: find out what fills its disk."],
  PIDPressure: ["The node runs short of process numbers.", "Some pod starts too many processes or threads: find it and give it a limit."],
  NetworkUnavailable: ["The node's network is not set up.", "See whether the network plug-in's pod runs on this node."],
};

/** Nodes that are not ready, under pressure or cordoned. */
export const nodes: Rule = ({ object }) => {
  const { ref, body } = object;
  if (ref.kind !== "Node") return [];
  const found = body.at("status.conditions").list.flatMap((condition): readonly Cause[] => {
    const [type = "", status, message] = [condition.at("type").text, condition.at("status").text, condition.at("message").text];
    const since = condition.at("lastTransitionTime").time;
    const base = { details: message === undefined ? [] : [message], ...(since === undefined ? {} : { since }) };
    if (type === "Ready") {
      if (status === "True") return [];
      return status === "Unknown"
        ? [{ ...base, cause: "silent", severity: "critical", title: "The node no longer says anything.", advice: "Check that the machine is on and reachable, and that its kubelet runs; its pods are moved away after five minutes." }]
        : [{ ...base, cause: "not ready", severity: "critical", title: "The node is not ready.", advice: "Read what its kubelet says: journalctl -u kubelet on the machine; often the container runtime or the network plug-in is down." }];
    }
    if (status !== "True") return [];
    const [title, advice] = pressures[type] ?? [`The node reports ${type}.`, "Have the machine looked at."];
    return [{ ...base, cause: `condition ${type}`, severity: "warning", title, advice }];
  });
  const cordoned: readonly Cause[] = body.at("spec.unschedulable").flag === true ? [{ cause: "cordoned", severity: "notice", title: "The node is cordoned: it takes no new pods.", details: [], advice: `When its maintenance is over: kubectl uncordon ${ref.name}` }] : [];
  return [...found, ...cordoned];
};
