import { uuid } from "../../../world/dice";
import { dig, listAt, numberAt, objectAt, textAt, textsAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { nextDue } from "./cron-schedule";
import { ids } from "./ids";
import { controlledBy, controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";

const ended = (job: KubeObject, type: "Complete" | "Failed") => listAt(job, "status", "conditions").some((condition) => textAt(condition, "type") === type && textAt(condition, "status") === "True");
const component = "cronjob-controller";

/** Makes each CronJob's Jobs when their time has come, and clears away the old ones. */
export function startCronJobs(plane: Plane): void {
  const { store, time, events } = plane;
  const alarms = new Map<string, { readonly off: () => void; readonly schedule: string }>();
  const jobsOf = ({ metadata }: KubeObject) => plane.dependents(metadata.uid).filter(({ kind }) => kind.plural === "jobs").map(({ object }) => object).sort((a, b) => (a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1));

  const set = (namespace: string, name: string): void => {
    const cron = store.get(ids.cronJobs, namespace, name);
    if (cron === undefined || isGoing(cron)) return;
    const { uid } = cron.metadata;
    const schedule = textAt(cron, "spec", "schedule") ?? "";
    if (alarms.get(uid)?.schedule === schedule) return;
    alarms.get(uid)?.off();
    const due = nextDue(schedule, time.now());
    if (due === undefined) return;
    const off = time.at(due, () => {
      alarms.delete(uid);
      ring(namespace, name, uid, due);
      set(namespace, name);
    });
    alarms.set(uid, { off, schedule });
  };

  const ring = (namespace: string, name: string, uid: string, due: number): void => {
    const cron = store.get(ids.cronJobs, namespace, name);
    if (cron?.metadata.uid !== uid || isGoing(cron) || objectAt(cron, "spec").suspend === true) return;
    const running = jobsOf(cron).filter((job) => !ended(job, "Complete") && !ended(job, "Failed"));
    const policy = textAt(cron, "spec", "concurrencyPolicy");
    if (running.length > 0 && policy === "Forbid") return events.about(cron, "Normal", "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid", component);
    if (policy === "Replace") for (const job of running) store.remove(ids.jobs, namespace, job.metadata.name);
    const template = objectAt(cron, "spec", "jobTemplate");
    const job = store.put(ids.jobs, plane.prepared(ids.jobs, {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: {
        name: `${name}-${Math.floor(due / 60_000)}`,
        namespace,
        uid: uuid(plane.cluster.seed, `job ${uid} ${due}`),
        creationTimestamp: timestamp(time.now()),
        labels: textsAt(template, "metadata", "labels"),
        annotations: { ...textsAt(template, "metadata", "annotations"), "batch.kubernetes.io/cronjob-scheduled-timestamp": timestamp(due) },
        ownerReferences: [controlledBy("cronJobs", cron)],
      },
      spec: objectAt(template, "spec"),
    }));
    events.about(cron, "Normal", "SuccessfulCreate", `Created job ${job.metadata.name}`, component);
    plane.status(ids.cronJobs, cron, { ...objectAt(cron, "status"), lastScheduleTime: timestamp(due) });
    review(namespace, name);
  };

  /** Says which jobs run, and removes those beyond the history that is kept. */
  const review = (namespace: string, name: string): void => {
    const cron = store.get(ids.cronJobs, namespace, name);
    if (cron === undefined) return;
    const jobs = jobsOf(cron);
    for (const [type, key, fallback] of [["Complete", "successfulJobsHistoryLimit", 3], ["Failed", "failedJobsHistoryLimit", 1]] as const) {
      const over = jobs.filter((job) => ended(job, type));
      for (const job of over.slice(0, Math.max(0, over.length - (numberAt(cron, "spec", key) ?? fallback)))) store.remove(ids.jobs, namespace, job.metadata.name);
    }
    const active = jobs.filter((job) => !ended(job, "Complete") && !ended(job, "Failed")).map((job) => ({ apiVersion: "batch/v1", kind: "Job", name: job.metadata.name, namespace, uid: job.metadata.uid, resourceVersion: job.metadata.resourceVersion }));
    const { active: before, ...status } = objectAt(cron, "status");
    const succeeded = jobs.filter((job) => ended(job, "Complete")).at(-1);
    const last = textAt(succeeded, "status", "completionTime");
    const same = JSON.stringify(listAt({ before }, "before").map((each) => dig(each, "uid"))) === JSON.stringify(active.map(({ uid }) => uid));
    plane.status(ids.cronJobs, cron, { ...status, ...(active.length > 0 && { active: same ? before : active }), ...(last !== undefined && { lastSuccessfulTime: last }) });
  };

  for (const { metadata } of store.list(ids.cronJobs)) set(metadata.namespace ?? "", metadata.name);
  plane.on(ids.cronJobs, ({ type, object }) => {
    if (type !== "DELETED") return set(object.metadata.namespace ?? "", object.metadata.name);
    alarms.get(object.metadata.uid)?.off();
    alarms.delete(object.metadata.uid);
  });
  plane.on(ids.jobs, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind !== "CronJob") return;
    const cron = store.get(ids.cronJobs, object.metadata.namespace, owner.name);
    if (cron === undefined) return;
    if (ended(object, "Complete") || ended(object, "Failed")) {
      const word = ended(object, "Complete") ? "Complete" : "Failed";
      if (listAt(cron, "status", "active").some((each) => textAt(each, "uid") === object.metadata.uid)) events.about(cron, "Normal", "SawCompletedJob", `Saw completed job: ${object.metadata.name}, condition: ${word}`, component);
    }
    time.soon(`cron ${cron.metadata.uid}`, () => review(object.metadata.namespace ?? "", owner.name));
  });
}
