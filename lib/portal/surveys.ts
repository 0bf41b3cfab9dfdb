import { CastorError, surveys, type Person, type Topic } from "@/lib/model";
import { createReader, surveyors } from "@/lib/tools/kubernetes/surveys";
import { claimUsage } from "@/lib/tools/prometheus";
import type { ClusterParts } from "./cluster";

/** How often a survey that somebody looks at is made anew, ms. */
const every = 20_000;

/** The source of a survey, made with the person's own rights. */
export function surveySource(cluster: ClusterParts, { name, args }: Topic, person: Person) {
  const survey = surveys.find((each) => each === name);
  if (survey === undefined) throw new CastorError("invalid", `There is no survey ${name ?? ""}.`);
  const { namespace, release } = args;
  return {
    every,
    load: ({ signal }: { readonly signal: AbortSignal }) =>
      surveyors[survey]({
        reader: createReader({
          wire: cluster.api,
          headers: () => cluster.headers(person),
          namespace,
          namespaces: async () => (await cluster.namespaces(person, signal)).names,
          signal,
        }),
        person,
        namespace,
        release,
        nodePorts: cluster.settings.nodePorts,
        // What nobody measures is told as not measured.
        claimUsage: async () => (cluster.prometheus === undefined ? new Map() : claimUsage(cluster.prometheus, signal).catch(() => new Map())),
      }),
  };
}
