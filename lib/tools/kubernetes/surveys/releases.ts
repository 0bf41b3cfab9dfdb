import { stringify } from "yaml";
import { z } from "zod";
import { CastorError, type FactValue, type Survey, type Wellness } from "@/lib/model";
import { path } from "@/lib/wire";
import { decodeRelease, masked, type HelmRelease } from "./helm";
import { byName, none, refTo, resources, text, type Surveyor, type SurveyContext } from "./survey";

const meta = z.object({ metadata: z.object({ name: z.string(), namespace: z.string(), labels: z.record(z.string(), z.string()).nullish() }) });
const secret = z.object({ data: z.object({ release: z.string() }) });
type Kept = z.output<typeof meta>["metadata"];

/** Only names and labels: a release's Secret can be a megabyte. */
const namesOnly = { accept: "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io, application/json" };
const mostDecoded = 60;

const revisionOf = ({ labels }: Kept) => Number(labels?.["version"] ?? 0);
const releaseOf = ({ labels, name }: Kept) => labels?.["name"] ?? name;

const states: Readonly<Record<string, Wellness>> = { deployed: "well", failed: "bad", superseded: "unknown", uninstalled: "stopped", "pending-install": "progressing", "pending-upgrade": "progressing", "pending-rollback": "progressing" };
const stateCell = (status: string | undefined): FactValue => ({ text: status ?? "unknown", state: states[status ?? ""] ?? "unknown" });

async function decoded({ reader }: SurveyContext, { namespace, name }: Kept): Promise<HelmRelease | undefined> {
  try {
    const { data } = await reader.get(path`/api/v1/namespaces/${namespace}/secrets/${name}`, secret);
    return decodeRelease(data.release);
  } catch {
    // The list goes on without what this one Secret would have told.
    return undefined;
  }
}

const when = (release: HelmRelease | undefined): FactValue => {
  const at = Date.parse(release?.info?.last_deployed ?? "");
  return Number.isNaN(at) ? none : { at };
};
const chart = (release: HelmRelease | undefined): FactValue => {
  const { name, version } = release?.chart?.metadata ?? {};
  return name ? text(`${name} ${version ?? ""}`.trim()) : none;
};

/** What Helm installed: the newest revision of each release, or one release with its history and values. */
export const releases: Surveyor = async (context) => {
  const { reader, release } = context;
  const query = { labelSelector: release === undefined ? "owner=helm" : `owner=helm,name=${release}` };
  const kept = (await reader.list(resources.secrets, meta, query, namesOnly)).map(({ metadata }) => metadata);
  return release === undefined ? all(context, kept) : one(context, release, kept);
};

async function all(context: SurveyContext, kept: readonly Kept[]): Promise<Survey> {
  const newest = new Map<string, Kept>();
  for (const each of kept) {
    const key = `${each.namespace}/${releaseOf(each)}`;
    const before = newest.get(key);
    if (before === undefined || revisionOf(before) < revisionOf(each)) newest.set(key, each);
  }
  const sorted = [...newest.values()].sort((a, b) => byName(`${a.namespace}/${releaseOf(a)}`, `${b.namespace}/${releaseOf(b)}`));
  const rows = await Promise.all(
    sorted.map(async (each, index): Promise<readonly FactValue[]> => {
      const found = index < mostDecoded ? await decoded(context, each) : undefined;
      return [
        { text: releaseOf(each), survey: { name: "releases", namespace: each.namespace, release: releaseOf(each) } },
        text(each.namespace),
        chart(found),
        text(found?.chart?.metadata?.appVersion ?? "–"),
        text(String(revisionOf(each))),
        stateCell(each.labels?.["status"]),
        when(found),
      ];
    }),
  );
  return {
    sections: [
      {
        title: "Releases",
        sentence: `${rows.length} releases, read from the Secrets in which Helm keeps them. Argo CD renders charts by itself and leaves none.`,
        columns: ["Release", "Namespace", "Chart", "App version", "Revision", "Status", "Deployed"],
        rows,
      },
    ],
    unread: context.reader.unread,
  };
}

async function one(context: SurveyContext, release: string, kept: readonly Kept[]): Promise<Survey> {
  const sorted = [...kept].sort((a, b) => revisionOf(b) - revisionOf(a)).slice(0, 20);
  if (sorted[0] === undefined) throw new CastorError("not-found", `There is no release ${release} that you may see.`);
  const found = await Promise.all(sorted.map((each) => decoded(context, each)));
  const newest = found[0];
  const section = (title: string, sentence: string, values: unknown) => ({ title, sentence, columns: [], rows: [], text: stringify(masked(values ?? {})) });
  return {
    sections: [
      {
        title: `History of ${release}`,
        sentence: `Newest first; helm rollback ${release} <revision> goes back to one.`,
        columns: ["Revision", "Status", "Chart", "Deployed", "What happened", "Kept in"],
        rows: sorted.map((each, index) => [
          text(String(revisionOf(each))),
          stateCell(each.labels?.["status"]),
          chart(found[index]),
          when(found[index]),
          text(found[index]?.info?.description ?? "–"),
          { ref: refTo(resources.secrets, each) },
        ]),
      },
      section("Values given", "What was set when it was installed; what looks like a secret is masked.", newest?.config),
      section("Values of the chart", "What the chart sets where nothing else was given.", newest?.chart?.values),
    ],
    unread: context.reader.unread,
  };
}
