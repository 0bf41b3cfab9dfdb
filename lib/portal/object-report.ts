import type { Source } from "@/lib/hub";
import { CastorError, type Person, type Topic } from "@/lib/model";
import { createObjectReports, type Figures } from "@/lib/tools/kubernetes";
import { containerFigures } from "@/lib/tools/prometheus";
import type { ClusterParts } from "./cluster";

/** One object with all that belongs to it, read every two seconds with the person's own rights; what was measured comes from Prometheus. */
export function objectReport(cluster: ClusterParts, { resource, args: { name, namespace } }: Topic, person: Person): Pick<Source, "every" | "load"> {
  if (resource === undefined || name === undefined) throw new CastorError("invalid", "An object has a kind and a name.");
  const read = createObjectReports({
    wire: cluster.api,
    headers: () => cluster.headers(person),
    ref: { ...resource, name, ...(namespace === undefined ? {} : { namespace }) },
    figures: figuresOf(cluster),
  });
  return { every: 2_000, load: ({ signal }) => read(signal) };
}

/** How far back peaks are looked for. */
const span = { query: "6h", words: "6 hours" } as const;

function figuresOf({ prometheus }: ClusterParts): Figures | undefined {
  if (prometheus === undefined) return undefined;
  return { span: span.words, of: (namespace, pods, signal) => containerFigures(prometheus, { namespace, pods, span: span.query, signal }) };
}
