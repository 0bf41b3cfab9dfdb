import { listAt, numberAt, objectAt, textAt } from "../json-value";
import { timestamp } from "../kind";
import type { KubeObject } from "../kind";
import { ids } from "./ids";
import { controllerOf, isGoing } from "./plane";
import type { Plane } from "./plane";
import { endPod, makePod } from "./pod-maker";
import { isActive, isPodReady } from "./pod-state";

const phaseOf = (pod: KubeObject) => textAt(pod, "status", "phase");
const done = (job: KubeObject) => listAt(job, "status", "conditions").some((condition) => ["Complete", "Failed"].includes(textAt(condition, "type") ?? "") && textAt(condition, "status") === "True");

/** The labels by which a Job knows its pods. */
const namesOf = ({ metadata: { name, uid } }: KubeObject) => ({ "batch.kubernetes.io/controller-uid": uid, "batch.kubernetes.io/job-name": name, "controller-uid": uid, "job-name": name });

/** Runs each Job's pods until they have succeeded often enough, or failed too often. */
export function startJobs(plane: Plane): void {
  const { store, time, events, cluster } = plane;

  const reconcile = (namespace: string, name: string): void => {
    const job = store.get(ids.jobs, namespace, name);
    if (job === undefined || isGoing(job)) return;
    if (done(job)) return expire(job);
    const at = time.now();
    const pods = plane.podsOf(job.metadata.uid);
    const succeeded = pods.filter((pod) => phaseOf(pod) === "Succeeded").length;
    const restarts = pods.reduce((sum, pod) => sum + (numberAt(pod, "status", "containerStatuses", 0, "restartCount") ?? 0), 0);
    const failed = pods.filter((pod) => phaseOf(pod) === "Failed").length;
    const active = pods.filter(isActive);
    const suspended = objectAt(job, "spec").suspend === true;
    const parallelism = numberAt(job, "spec", "parallelism") ?? 1;
    const completions = numberAt(job, "spec", "completions") ?? (parallelism === 1 ? 1 : undefined);
    const limit = numberAt(job, "spec", "backoffLimit") ?? 6;
    const started = textAt(job, "status", "startTime");
    const deadline = numberAt(job, "spec", "activeDeadlineSeconds");
    const late = deadline !== undefined && started !== undefined && at >= Date.parse(started) + deadline * 1_000;
    if (suspended) {
      for (const pod of active) endPod(plane, pod, job, "jobs");
      return status(job, { succeeded, failed, active: 0, ready: 0 }, [{ type: "Suspended", status: "True", reason: "JobSuspended", message: "Job suspended" }]);
    }
    if (succeeded >= (completions ?? 1)) {
      for (const pod of active) endPod(plane, pod, job, "jobs");
      events.about(job, "Normal", "Completed", "Job completed", "job-controller");
      const reached = { status: "True", reason: "CompletionsReached", message: "Reached expected number of succeeded pods" };
      return status(job, { succeeded, failed, active: 0, ready: 0, over: at }, [{ type: "SuccessCriteriaMet", ...reached }, { type: "Complete", ...reached }]);
    }
    if (failed > limit || restarts > limit || late) {
      for (const pod of active) endPod(plane, pod, job, "jobs");
      const why = late ? { reason: "DeadlineExceeded", message: "Job was active longer than specified deadline" } : { reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit" };
      events.about(job, "Warning", why.reason, why.message, "job-controller");
      cluster.demands.job(job.metadata.uid, { namespace, name, reason: why.reason, failed: at, removed: Infinity });
      return status(job, { succeeded, failed: failed + (active.length > 0 ? 1 : 0), active: 0, ready: 0 }, [{ type: "FailureTarget", status: "True", ...why }, { type: "Failed", status: "True", ...why }]);
    }
    const wait = failed === 0 ? 0 : Math.min(360_000, 10_000 * 2 ** (failed - 1));
    const lastEnd = Math.max(0, ...pods.filter((pod) => phaseOf(pod) === "Failed").map((pod) => Date.parse(textAt(pod, "status", "containerStatuses", 0, "state", "terminated", "finishedAt") ?? "") || at));
    const missing = Math.min(parallelism, (completions ?? parallelism) - succeeded) - active.length;
    if (missing > 0 && at < lastEnd + wait) time.at(lastEnd + wait, () => later(namespace, name));
    else for (let turn = 0; turn < missing; turn++) {
      const turnOf = pods.length + turn;
      makePod(plane, {
        owner: job,
        ownerKind: "jobs",
        template: objectAt(job, "spec", "template"),
        turn: turnOf,
        labels: { ...namesOf(job), ...(textAt(job, "spec", "completionMode") === "Indexed" && { "batch.kubernetes.io/job-completion-index": String(turnOf) }) },
      });
    }
    if (deadline !== undefined && started === undefined) time.at(at + deadline * 1_000, () => later(namespace, name));
    const now = plane.podsOf(job.metadata.uid).filter(isActive);
    status(job, { succeeded, failed, active: now.length, ready: now.filter(isPodReady).length }, []);
  };

  const status = (job: KubeObject, { succeeded, failed, active, ready, over }: { readonly succeeded: number; readonly failed: number; readonly active: number; readonly ready: number; readonly over?: number }, conditions: readonly object[]) => {
    const now = timestamp(time.now());
    plane.status(ids.jobs, job, {
      ...(objectAt(job, "spec").suspend === true ? {} : { startTime: textAt(job, "status", "startTime") ?? now }),
      ...(active > 0 && { active }),
      ...(succeeded > 0 && { succeeded }),
      ...(failed > 0 && { failed }),
      ...(over !== undefined && { completionTime: timestamp(over) }),
      ready,
      terminating: 0,
      uncountedTerminatedPods: {},
      ...(conditions.length > 0 && { conditions: conditions.map((condition) => ({ ...condition, lastProbeTime: now, lastTransitionTime: now })) }),
    });
  };

  /** Takes a finished job away once nobody is meant to look at it any more. */
  const expire = (job: KubeObject): void => {
    const keep = numberAt(job, "spec", "ttlSecondsAfterFinished");
    if (keep === undefined) return;
    const ended = Math.max(...listAt(job, "status", "conditions").map((condition) => Date.parse(textAt(condition, "lastTransitionTime") ?? "") || 0));
    const { namespace, name, uid } = job.metadata;
    time.soon(`expire ${uid}`, () => {
      if (store.get(ids.jobs, namespace, name)?.metadata.uid === uid) store.remove(ids.jobs, namespace, name);
    }, Math.max(0, ended + keep * 1_000 - time.now()));
  };

  const later = (namespace: string | undefined, name: string) => time.soon(`job ${namespace ?? ""}/${name}`, () => reconcile(namespace ?? "", name));
  for (const { metadata } of store.list(ids.jobs)) later(metadata.namespace, metadata.name);
  plane.on(ids.jobs, ({ type, object }) => {
    if (type !== "DELETED") return later(object.metadata.namespace, object.metadata.name);
    const known = cluster.demands.failedJobs.get(object.metadata.uid);
    if (known) cluster.demands.job(object.metadata.uid, { ...known, removed: time.now() });
  });
  plane.on(ids.pods, ({ object }) => {
    const owner = controllerOf(object);
    if (owner?.kind === "Job") later(object.metadata.namespace, owner.name);
  });
}
