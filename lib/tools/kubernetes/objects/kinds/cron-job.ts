import { at, fact, group, link, table, told } from "../fact";
import { defineKind, state } from "../kind-knowledge";
import { jobHistory } from "./job-history";
import { containerFacts } from "./containers";

const policies: Readonly<Record<string, string>> = { Allow: "Both run", Forbid: "The new one is left out", Replace: "The old one is ended" };

export const cronJob = defineKind({
  kind: "batch/CronJob",
  state({ body }, children) {
    if (body.at("spec.suspend").flag === true) return state("stopped", "Suspended", "It is suspended: it starts no jobs.");
    const active = body.at("status.active").list.length;
    const last = jobHistory(children)[0];
    const schedule = body.at("spec.schedule").text ?? "";
    if (last?.wellness === "bad") return state("warning", "last job failed", `Its last job failed. It runs at ${schedule}.`);
    return active > 0 ? state("progressing", `${active} running`, `A job runs now. It runs at ${schedule}.`) : state("well", schedule, `It runs at ${schedule}.`);
  },
  facts({ object: { body }, children }) {
    const spec = body.at("spec");
    return [
      ...group(
        "Schedule",
        fact("When", told(spec.at("schedule").text ?? "", undefined, "Minute, hour, day of the month, month, day of the week")),
        fact("Time zone", spec.at("timeZone").text ?? "That of the cluster's controllers, usually UTC"),
        fact("Last started", at(body.at("status.lastScheduleTime").time)),
        fact("Last success", at(body.at("status.lastSuccessfulTime").time)),
        fact("Running now", body.at("status.active").list.length),
        fact("When the last one still runs", policies[spec.at("concurrencyPolicy").text ?? "Allow"]),
        fact("Suspended", spec.at("suspend").flag === true ? told("Yes", "warning") : "No"),
        fact("Jobs kept", `${spec.at("successfulJobsHistoryLimit").number ?? 3} that succeeded, ${spec.at("failedJobsHistoryLimit").number ?? 1} that failed`),
        fact("Left out when late by", spec.at("startingDeadlineSeconds").number === undefined ? undefined : `${spec.at("startingDeadlineSeconds").number ?? 0} s`),
      ),
      ...table("Last jobs", ["Job", "How it went", "Started"], jobHistory(children).map(({ ref, wellness, status, started }) => [link(ref), told(status, wellness), started === undefined ? "–" : at(started)])),
      ...containerFacts(spec.at("jobTemplate.spec.template.spec")),
    ];
  },
  control: ({ body }) => ({ suspended: body.at("spec.suspend").flag === true }),
});
