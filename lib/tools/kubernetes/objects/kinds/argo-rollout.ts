import { count, fact, group, link, pairs, part, table, told } from "../fact";
import { named } from "../family/known";
import type { Field } from "../field";
import { defineKind, state } from "../kind-knowledge";
import { containerFacts, volumeFacts } from "./containers";

/** One step of a canary in words. */
function stepWords(step: Field): string {
  const weight = step.at("setWeight").number;
  if (weight !== undefined) return `${weight} % of the requests to the new version`;
  if (step.at("pause").exists) return step.at("pause.duration").text === undefined ? "Wait until somebody promotes it" : `Wait ${step.at("pause.duration").text ?? ""}`;
  if (step.at("analysis").exists || step.at("experiment").exists) return "Measure how the new version does";
  return step.entries.map(([name]) => name).join(", ");
}

export const argoRollout = defineKind({
  kind: "argoproj.io/Rollout",
  state({ body }) {
    const [wanted, ready] = [body.at("spec.replicas").number ?? 1, body.at("status.readyReplicas").number ?? 0];
    const [phase, message] = [body.at("status.phase").text ?? "Unknown", body.at("status.message").text];
    const [step, steps] = [body.at("status.currentStepIndex").number ?? 0, body.at("spec.strategy.canary.steps").list.length];
    const pods = `${ready} of ${count(wanted, "pod")} ${ready === 1 || wanted === 1 ? "is" : "are"} ready.`;
    const status = `${phase}, ${ready}/${wanted} ready`;
    if (phase === "Healthy") return state("well", status, pods);
    if (phase === "Paused") return state("progressing", status, `Its rollout waits at step ${step + 1} of ${steps}. ${pods}`);
    if (phase === "Progressing") return state("progressing", status, `A rollout is going on. ${pods}`);
    return state(phase === "Degraded" ? "bad" : "unknown", status, `${phase === "Degraded" ? "Its rollout failed" : "How its rollout goes is not known"}${message === undefined ? "" : `: ${message.replace(/[.\s]*$/, "")}`}. ${pods}`);
  },
  facts({ object: { body, ref } }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const [wanted, ready] = [spec.at("replicas").number ?? 1, status.at("readyReplicas").number ?? 0];
    const [step, steps] = [status.at("currentStepIndex").number ?? 0, spec.at("strategy.canary.steps").list];
    const service = (label: string, name: string | undefined) => fact(label, link(name === undefined ? undefined : named("Service", name, ref.namespace)));
    return [
      ...group(
        "Rollout",
        fact("Ready", part(ready, wanted, `${ready} of ${wanted}`)),
        fact("Of the newest template", part(status.at("updatedReplicas").number ?? 0, wanted, `${status.at("updatedReplicas").number ?? 0} of ${wanted}`)),
        fact("Strategy", spec.at("strategy.blueGreen").exists ? "Blue-green" : "Canary"),
        fact("Paused because", status.at("pauseConditions").list.map((condition) => condition.at("reason").text ?? "").join(", ")),
        service("Service of the stable version", spec.at("strategy.canary.stableService").text ?? spec.at("strategy.blueGreen.activeService").text),
        service("Service of the new version", spec.at("strategy.canary.canaryService").text ?? spec.at("strategy.blueGreen.previewService").text),
        fact("Selects", pairs(spec.at("selector.matchLabels").texts)),
      ),
      ...table("Steps", ["Step", "What it does", "State"], steps.map((one, index) => [String(index + 1), stepWords(one), index < step ? told("Done", "well") : index === step ? told("Now", "progressing") : "To come"])),
      ...containerFacts(spec.at("template.spec")),
      ...volumeFacts(spec.at("template.spec"), ref.namespace),
    ];
  },
  control: ({ body }) => ({ replicas: body.at("spec.replicas").number ?? 1, paused: body.at("spec.paused").flag === true }),
});
