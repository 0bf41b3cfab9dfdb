import { duration } from "@/lib/model";
import type { Rule } from "../evidence";
import { count } from "../fact";
import { jobHistory } from "../kinds/job-history";

/** Jobs that were given up, and cron jobs that do not start theirs. */
export const jobs: Rule = ({ object, events, children, now }) => {
  const { ref, body } = object;
  if (ref.group !== "batch") return [];
  if (ref.kind === "Job") {
    const failed = body.at("status.conditions").list.find((one) => one.at("type").text === "Failed" && one.at("status").text === "True");
    if (failed === undefined) return [];
    const reason = failed.at("reason").text ?? "";
    const attempts = body.at("status.failed").number ?? 0;
    const since = failed.at("lastTransitionTime").time;
    const deadline = body.at("spec.activeDeadlineSeconds").number;
    const titles: Readonly<Record<string, string>> = {
      BackoffLimitExceeded: `The job was given up after ${count(attempts, "failed attempt")}.`,
      DeadlineExceeded: `The job was ended because it took longer than ${deadline === undefined ? "it may" : duration(deadline * 1_000)}.`,
      PodFailurePolicy: "The job was given up because of how its pod ended.",
      MaxFailedIndexesExceeded: "The job was given up because too many of its parts failed.",
    };
    return [
      {
        cause: `job ${reason}`,
        severity: "critical",
        title: titles[reason] ?? "The job failed.",
        details: failed.at("message").text === undefined ? [] : [failed.at("message").text ?? ""],
        advice: reason === "DeadlineExceeded" ? "Raise spec.activeDeadlineSeconds, or find out why it takes so long; then start it anew." : `Read what its last pod said, correct it, and start the job anew: kubectl logs job/${ref.name} -n ${ref.namespace ?? ""}`,
        ...(since === undefined ? {} : { since }),
      },
    ];
  }
  if (ref.kind !== "CronJob") return [];
  const history = jobHistory(children).filter(({ wellness }) => wellness === "bad" || wellness === "stopped");
  const failedInRow = history.findIndex(({ wellness }) => wellness !== "bad");
  const failures = failedInRow < 0 ? history.length : failedInRow;
  const missed = events.find(({ reason, last }) => /TooManyMissedTimes|MissSchedule|InvalidSchedule|UnparseableSchedule|UnknownTimeZone/.test(reason) && now - last < 3_600_000);
  return [
    ...(failures > 0 ? [{ cause: "failing jobs", severity: failures > 1 ? ("critical" as const) : ("warning" as const), title: failures === 1 ? "Its last job failed." : `Its last ${failures} jobs failed.`, details: [], advice: "Look at the newest job for the reason.", ...(history[0] === undefined ? {} : { about: history[0].ref, ...(history[0].started === undefined ? {} : { since: history[0].started }) }) }] : []),
    ...(missed === undefined ? [] : [{ cause: `cron ${missed.reason}`, severity: "warning" as const, title: "It does not start its jobs as the schedule says.", details: [missed.message], advice: "Correct the schedule or time zone; where starts were missed, set startingDeadlineSeconds.", since: missed.first }]),
  ];
};
