import { Ago } from "@/components/ui/ago";
import { ProblemNote, StaleNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { StateMark } from "@/components/ui/state";
import type { FoundTools } from "@/lib/model";
import { FoundPart } from "./found-part";
import { FoundTable } from "./found-table";
import { ObjectLink } from "./object-link";
import { YamlLines } from "./settings-lines";

const rights = `rules:
  - { apiGroups: [""], resources: [services], verbs: [list] }
  - { apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [list] }
  - { apiGroups: [gateway.networking.k8s.io], resources: [httproutes], verbs: [list] }
`;

/** What the cluster's own objects name, and whatever stands in the way of finding it. */
export function FoundInCluster({ title, found }: { readonly title: string; readonly found: FoundTools }) {
  const { cluster, enabled, every, at, problem, entries, notes } = found;
  if (!enabled) return <NothingLookedFor title={title} />;
  return (
    <FoundPart title="Found in the cluster" busy={at === undefined && problem === undefined} sentence={<Looked found={found} />}>
      <div className="flex flex-col gap-2 px-4 pb-2 empty:hidden">
        {problem === undefined ? null : at === undefined ? <ProblemNote problem={problem} /> : <StaleNote state={{ status: "stale", value: found, at, every: (every ?? 60) * 1_000, problem }} />}
        {notes.length === 0 ? null : (
          <div className="text-[13px]">
            <StateMark state="warn">Not everything is found</StateMark>
            <ul>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </div>
        )}
        {at === undefined && problem === undefined ? <Skeleton className="h-16 w-full" label="Looking through the cluster for the first time" /> : null}
        {at !== undefined && entries.length === 0 && notes.length === 0 ? (
          <p className="text-[13px] text-pretty text-muted">
            No Service, Ingress or HTTPRoute names a tool or link. Annotate one with <code className="font-mono text-xs">castor-portal/title</code>, and it has a tile a moment later.
          </p>
        ) : null}
      </div>
      {entries.length === 0 ? null : <FoundTable cluster={cluster} entries={entries} />}
    </FoundPart>
  );
}

function Looked({ found: { every, namespaces = [], at, problem } }: { readonly found: FoundTools }) {
  const where = namespaces.length === 0 ? "all namespaces" : namespaces.join(", ");
  return (
    <p>
      Castor shows and links it, but sends it nothing until castor.yaml names it. Looked for in {where}
      {every === undefined ? "" : ` each ${every} s while somebody looks at the cluster`}
      {at === undefined || problem !== undefined ? "." : <>, last <Ago at={at} />.</>}
    </p>
  );
}

/** Everything that says something of a tool which cannot be used. */
export function FoundMistakes({ cluster, mistakes }: { readonly cluster: string; readonly mistakes: FoundTools["mistakes"] }) {
  if (mistakes.length === 0) return null;
  return (
    <FoundPart title="Mistakes" sentence="What objects say of themselves that cannot be used. Whoever owns them should hear of it.">
      <ul className="px-4 pb-2 text-[13px]">
        {mistakes.map(({ object, sentence }) => (
          <li key={`${object.kind} ${object.namespace}/${object.name} ${sentence}`} className="flex flex-col gap-x-4 border-t border-line py-2 first:border-t-0 md:flex-row">
            <span className="shrink-0 md:w-72">
              <ObjectLink cluster={cluster} object={object} />
            </span>
            <span className="wrap-anywhere">{sentence}</span>
          </li>
        ))}
      </ul>
    </FoundPart>
  );
}

function NothingLookedFor({ title }: { readonly title: string }) {
  return (
    <FoundPart title="Found in the cluster" sentence="Nothing is looked for: the settings do not ask for it.">
      <div className="grid gap-3 px-4 pb-3.5 text-[13px] md:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-1.5">
          <p>Add this below {title} in castor.yaml, and start Castor again:</p>
          <YamlLines label="the setting" lines="found: {}" />
        </div>
        <div className="flex min-w-0 flex-col gap-1.5">
          <p>Castor’s account needs these rights in the cluster:</p>
          <YamlLines label="the rights" lines={rights} />
        </div>
      </div>
    </FoundPart>
  );
}
