import { Zap } from "lucide-react";
import { collectionPath } from "@/lib/model/api-resource";
import { defineAction, type Target } from "../action";
import { called, isOf } from "../target";

/** A Job's pods carry its name as a label, which cannot be longer. */
const longest = 63;

interface CronJob {
  readonly metadata?: { readonly uid?: string };
  readonly spec?: { readonly jobTemplate?: { readonly metadata?: { readonly labels?: object; readonly annotations?: object }; readonly spec?: object } };
}

function jobName({ ref }: Target, now: number): string {
  const end = `-manual-${Math.floor(now / 1000).toString(36)}`;
  return `${ref.name.slice(0, longest - end.length)}${end}`;
}

/** Makes a Job of a CronJob's template now, as `kubectl create job --from` does. */
export const trigger = defineAction({
  id: "trigger",
  title: "Trigger now",
  icon: Zap,
  fits: (target) => isOf(target, "batch", "cronjobs"),
  rights: ({ ref }) => [{ verb: "create", group: "batch", resource: "jobs", ...(ref.namespace === undefined ? {} : { namespace: ref.namespace }) }],
  fields: (target, now) => [{ kind: "text", id: "name", label: "Name of the Job", initial: jobName(target, now) }],
  wrong: (_, { name = "" }) =>
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) && name.length <= longest ? undefined : "A Job's name has up to 63 small letters, digits, dashes and dots, and begins and ends with a letter or digit.",
  danger: () => "some",
  says: ({ ref }, { name = "" }) => `A Job ${name} will be made of the template of ${called(ref)} and starts at once, whatever its schedule says.`,
  done: (_, { name = "" }) => `Job ${name} is made.`,
  reads: "object",
  requests({ ref, uid }, { name = "" }, { object }) {
    const template = (object as CronJob | undefined)?.spec?.jobTemplate;
    if (template?.spec === undefined) return [];
    const job = {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: {
        name,
        namespace: ref.namespace,
        ...(template.metadata?.labels === undefined ? {} : { labels: template.metadata.labels }),
        annotations: { ...template.metadata?.annotations, "cronjob.kubernetes.io/instantiate": "manual" },
        // Not blocking the owner's deletion: that would need a right to the CronJob's finalizers.
        ownerReferences: [{ apiVersion: `batch/${ref.version}`, kind: "CronJob", name: ref.name, uid, controller: true }],
      },
      spec: template.spec,
    };
    return [{ method: "POST", path: collectionPath({ group: "batch", version: "v1", resource: "jobs" }, ref.namespace), type: "application/json", body: JSON.stringify(job) }];
  },
  kubectl: ({ ref }, { name = "" }) => ["create", "job", name, `--from=cronjob/${ref.name}`],
});
