import { dig, listAt, numberAt, objectAt, textAt } from "../json-value";
import { age, column } from "../kind";
import type { Kind, KubeObject } from "../kind";
import { ageColumn, agoOf, count, defineKind, shown, textOrNone } from "./define-kind";
import { containerColumns, selectorColumn, selectorText } from "./cell-texts";
import { withTemplate } from "./pod-defaults";
import { podSpecMistakes } from "./pod-mistakes";

const holds = (job: KubeObject, type: string) => listAt(job, "status", "conditions").some((condition) => textAt(condition, "type") === type && textAt(condition, "status") === "True");

function jobWord(job: KubeObject): string {
  if (holds(job, "Complete")) return "Complete";
  if (holds(job, "Failed")) return "Failed";
  if (job.metadata.deletionTimestamp !== undefined) return "Terminating";
  return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].find((type) => holds(job, type)) ?? "Running";
}

function completions(job: KubeObject): string {
  const succeeded = numberAt(job, "status", "succeeded") ?? 0;
  const wanted = numberAt(job, "spec", "completions");
  const parallel = numberAt(job, "spec", "parallelism") ?? 0;
  if (wanted !== undefined) return `${succeeded}/${wanted}`;
  return parallel > 1 ? `${succeeded}/1 of ${parallel}` : `${succeeded}/1`;
}

function duration(job: KubeObject, at: number): string {
  const started = textAt(job, "status", "startTime");
  if (started === undefined) return "";
  const ended = textAt(job, "status", "completionTime");
  return age((ended === undefined ? at : Date.parse(ended)) - Date.parse(started));
}

/** A Job's template as its controller wants it: each Job has pods of its own. */
function jobSpec(object: KubeObject): object {
  const given = objectAt(object, "spec");
  const uid = object.metadata.uid ?? "";
  const own = { "batch.kubernetes.io/controller-uid": uid, "batch.kubernetes.io/job-name": object.metadata.name, "controller-uid": uid, "job-name": object.metadata.name };
  const template = objectAt(given, "template");
  const metadata = objectAt(template, "metadata");
  const chosen = given.selector === undefined && uid !== "";
  const labelled = chosen ? { ...template, metadata: { ...metadata, labels: { ...objectAt(metadata, "labels"), ...own } } } : template;
  return {
    parallelism: 1,
    ...(given.parallelism === undefined && { completions: 1 }),
    backoffLimit: 6,
    completionMode: "NonIndexed",
    suspend: false,
    manualSelector: undefined,
    podReplacementPolicy: "TerminatingOrFailed",
    ...given,
    ...(chosen && { selector: { matchLabels: { "batch.kubernetes.io/controller-uid": uid } } }),
    template: withTemplate(labelled),
  };
}

const job = defineKind({
  group: "batch",
  version: "v1",
  kind: "Job",
  plural: "jobs",
  namespaced: true,
  categories: ["all"],
  subresources: ["status"],
  shown: [shown("Status", jobWord), shown("Completions", completions), shown("Duration", duration), ageColumn, ...containerColumns("spec", "template"), selectorColumn],
  fields: (object) => ({ "status.successful": String(numberAt(object, "status", "succeeded") ?? 0) }),
  prepare: (object) => ({ ...object, spec: jobSpec(object), status: objectAt(object, "status") }),
  mistakes: (object, { before }) => {
    const policy = textAt(object, "spec", "template", "spec", "restartPolicy");
    const changed = before !== undefined && JSON.stringify(dig(before, "spec", "template")) !== JSON.stringify(dig(object, "spec", "template"));
    return [
      ...podSpecMistakes(dig(object, "spec", "template", "spec"), "spec.template.spec"),
      ...(policy === "Always" ? [{ field: "spec.template.spec.restartPolicy", reason: "FieldValueNotSupported" as const, message: 'Unsupported value: "Always": supported values: "OnFailure", "Never"' }] : []),
      ...(changed ? [{ field: "spec.template", reason: "FieldValueInvalid" as const, message: "Invalid value: field is immutable" }] : []),
    ];
  },
});

/** Five fields of minutes, hours, days, months and weekdays, or a word such as @daily. */
const schedule = /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|@every \S+|(TZ=\S+ )?([\d*/,A-Za-z?-]+\s+){4}[\d*/,A-Za-z?-]+)$/;

const cronJob = defineKind({
  group: "batch",
  version: "v1",
  kind: "CronJob",
  plural: "cronjobs",
  shortNames: ["cj"],
  namespaced: true,
  categories: ["all"],
  subresources: ["status"],
  shown: [
    shown("Schedule", (object) => textAt(object, "spec", "schedule") ?? ""),
    shown("Timezone", textOrNone("spec", "timeZone")),
    { column: { ...column("Suspend"), type: "boolean" as "string" }, cell: (object) => (dig(object, "spec", "suspend") === true ? "True" : "False") },
    count("Active", (object) => listAt(object, "status", "active").length),
    shown("Last Schedule", (object, at) => {
      const last = textAt(object, "status", "lastScheduleTime");
      return last === undefined ? "<none>" : agoOf(last, at);
    }),
    ageColumn,
    ...containerColumns("spec", "jobTemplate", "spec", "template"),
    { ...selectorColumn, cell: (object) => selectorText(dig(object, "spec", "jobTemplate", "spec", "selector")) },
  ],
  prepare: (object) => {
    const spec = objectAt(object, "spec");
    const template = objectAt(spec, "jobTemplate");
    return {
      ...object,
      spec: {
        concurrencyPolicy: "Allow",
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
        ...spec,
        jobTemplate: { metadata: { creationTimestamp: null }, ...template, spec: { ...objectAt(template, "spec"), template: withTemplate(objectAt(template, "spec", "template")) } },
      },
      status: objectAt(object, "status"),
    };
  },
  mistakes: (object) => {
    const written = textAt(object, "spec", "schedule") ?? "";
    return [
      ...(written === "" ? [{ field: "spec.schedule", reason: "FieldValueRequired" as const, message: "Required value" }] : []),
      ...(written !== "" && !schedule.test(written) ? [{ field: "spec.schedule", reason: "FieldValueInvalid" as const, message: `Invalid value: "${written}": expected exactly 5 fields, found ${written.trim().split(/\s+/).length}: [${written}]` }] : []),
      ...podSpecMistakes(dig(object, "spec", "jobTemplate", "spec", "template", "spec"), "spec.jobTemplate.spec.template.spec"),
    ];
  },
});

export const batchKinds: readonly Kind[] = [job, cronJob];
