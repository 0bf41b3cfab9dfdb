import { Scaling } from "lucide-react";
import { defineAction } from "../action";
import { kubectlName } from "../kubectl";
import { called } from "../target";
import { mergePatch, rightTo } from "./patch";

const count = (replicas: string | undefined) => `${replicas ?? "?"} ${replicas === "1" ? "replica" : "replicas"}`;

/** Changes how many pods there are, for every kind that says it can be scaled. */
export const scale = defineAction({
  id: "scale",
  title: "Scale",
  icon: Scaling,
  fits: ({ resource }) => resource?.subresources.includes("scale") === true,
  rights: (target) => [rightTo(target, "patch", "scale")],
  fields: ({ control }) => [{ kind: "number", id: "replicas", label: "Replicas", initial: String(control.replicas ?? 1), min: 0, max: 10_000 }],
  wrong: ({ control }, { replicas }) => (replicas === String(control.replicas) ? `It has ${count(replicas)} already.` : undefined),
  danger: (_, { replicas }) => (replicas === "0" ? "high" : "some"),
  says({ ref, control }, { replicas }) {
    const now = control.replicas === undefined ? "" : ` It asks for ${control.replicas} now.`;
    if (replicas === "0") return `${called(ref)} will have no pods: what it does stops.${now}`;
    const fewer = control.replicas !== undefined && Number(replicas) < control.replicas;
    return `${called(ref)} will be asked to run ${count(replicas)}; Kubernetes ${fewer ? "ends the others" : "starts what is missing"}.${now}`;
  },
  done: ({ ref }, { replicas }) => `${called(ref)} is asked to run ${count(replicas)}.`,
  dryRun: true,
  requests: (target, { replicas }) => [mergePatch(target, { spec: { replicas: Number(replicas) } }, "scale")],
  kubectl: ({ ref }, { replicas }) => ["scale", kubectlName(ref), `--replicas=${replicas ?? ""}`],
});
