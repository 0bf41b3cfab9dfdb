import { duration } from "@/lib/model";
import { at, count, fact, group, part } from "../fact";
import { defineKind, state } from "../kind-knowledge";
import { containerFacts, volumeFacts } from "./containers";

export const job = defineKind({
  kind: "batch/Job",
  state({ body }) {
    const condition = (type: string) => body.at("status.conditions").list.find((one) => one.at("type").text === type && one.at("status").text === "True");
    const [active, succeeded, failed] = [body.at("status.active").number ?? 0, body.at("status.succeeded").number ?? 0, body.at("status.failed").number ?? 0];
    const again = failed === 0 ? "" : ` ${count(failed, "attempt")} failed.`;
    if (condition("Failed") !== undefined) return state("bad", "Failed", `It failed: ${condition("Failed")?.at("reason").text ?? "no reason given"}.`);
    if (condition("Complete") !== undefined) return state("stopped", "Complete", `It has done its work.${again}`);
    if (body.at("spec.suspend").flag === true) return state("stopped", "Suspended", "It is suspended: no pod is started.");
    return state(failed > 0 ? "warning" : "progressing", `${succeeded}/${body.at("spec.completions").number ?? 1} done`, `${count(active, "pod")} ${active === 1 ? "works" : "work"} on it.${again}`);
  },
  facts({ object: { body, ref }, now }) {
    const { spec, status } = { spec: body.at("spec"), status: body.at("status") };
    const [start, end] = [status.at("startTime").time, status.at("completionTime").time];
    const [done, wanted] = [status.at("succeeded").number ?? 0, spec.at("completions").number ?? 1];
    const [deadline, keep] = [spec.at("activeDeadlineSeconds").number, spec.at("ttlSecondsAfterFinished").number];
    return [
      ...group(
        "Job",
        fact("Done", part(done, wanted, `${done} of ${wanted}`)),
        fact("Failed attempts", part(status.at("failed").number ?? 0, (spec.at("backoffLimit").number ?? 6) + 1, `${status.at("failed").number ?? 0}; given up after ${(spec.at("backoffLimit").number ?? 6) + 1}`)),
        fact("At once", spec.at("parallelism").number ?? 1),
        fact("Started", at(start)),
        fact("Ended", at(end)),
        fact("Took", start === undefined ? undefined : duration((end ?? now) - start)),
        fact("May take", deadline === undefined ? "As long as it needs" : duration(deadline * 1_000)),
        fact("Kept afterwards", keep === undefined ? "Until somebody deletes it" : duration(keep * 1_000)),
        fact("Suspended", spec.at("suspend").flag === true ? "Yes" : undefined),
      ),
      ...containerFacts(spec.at("template.spec")),
      ...volumeFacts(spec.at("template.spec"), ref.namespace),
    ];
  },
  control: ({ body }) => ({ suspended: body.at("spec.suspend").flag === true }),
});
