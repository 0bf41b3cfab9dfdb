"use client";
import { useMemo, useRef, useState } from "react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NotifySettings } from "@/components/alerts/notify/notify-settings";
import { PreferencesProvider } from "@/components/clusters/preferences";
import type { Preferences } from "@/lib/model/person";
import type { Cluster } from "@/lib/model/cluster";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import { Acting, type Act } from "./acting";
import { FilterField } from "./filter-field";
import { GatherSummaries, revisionsOf, type Heard } from "./gather-summaries";
import { GroupList } from "./group-list";
import { QuickChoices } from "./quick-choices";
import { SavedFilters } from "./saved-filters";
import { byCluster } from "./selection";
import { SelectionBar } from "./selection-bar";
import { SourceNotes, unseenClusters } from "./source-notes";
import { TriageHead } from "./triage-head";
import { asked } from "./triage-search";
import { countsSentence, triageSentence } from "./triage-sentence";
import { useCommands } from "./use-commands";
import { useTriage, type FirstTriage } from "./use-triage";
import { useTriageKeys } from "./use-triage-keys";
import { useTriageSearch } from "./use-triage-search";

interface Props {
  readonly clusters: readonly Cluster[];
  /** The page is about one cluster and says so in its address. */
  readonly only: boolean;
  /** What the server found for the first paint. */
  readonly first?: FirstTriage | undefined;
  readonly preferences: Preferences;
  /** By cluster. */
  readonly may: Readonly<Record<string, MayRespond>>;
}

/** What is wrong now, worst first, by probable cause: of one cluster or of all that the person may see. */
export function TriagePage(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <PreferencesProvider initial={props.preferences}>
        <GatherSummaries clusters={props.clusters}>{(heard) => <TriageView {...props} heard={heard} />}</GatherSummaries>
      </PreferencesProvider>
    </QueryClientProvider>
  );
}

function TriageView({ clusters, only, first, may, heard }: Props & { readonly heard: readonly Heard[] }) {
  const [search, change, flush] = useTriageSearch();
  const list = useRef<HTMLDivElement>(null);
  const [act, setAct] = useState<Act>();
  const question = useMemo(() => asked(search, clusters, only), [search, clusters, only]);
  const shown = heard.filter(({ cluster: { id } }) => question.clusters.length === 0 || question.clusters.includes(id));
  const { triage, narrowing, waiting, problem, again } = useTriage(question, revisionsOf(shown), first);
  const { selection, commands, clear, chosenWith, titles } = useCommands(triage?.groups ?? none, change);

  const narrowed = search.filter.trim() !== "" || (!only && question.clusters.length > 0);
  const unseen = unseenClusters(shown);
  // Revision 0: Castor has not read a cluster's alerts yet.
  const unread = triage !== undefined && triage.groups.length === 0 && Object.values(triage.revisions).some((revision) => revision === 0) && unseen.length === 0;
  const known = unread ? undefined : triage;
  const chosen = byCluster(selection);

  const begin = (what: Act["do"], current?: string) => {
    const [one] = current === undefined || selection.size > 0 ? chosen : byCluster(chosenWith(current));
    if (one === undefined || may[one.cluster]?.any === false) return;
    setAct({ do: what, chosen: one, titles: titles(), filter: search.filter });
  };
  useTriageKeys(list, {
    select: commands.select,
    silence: (current) => begin("silence", current),
    acknowledge: (current) => begin("acknowledge", current),
    clear,
  });

  return (
    <div
      className="flex flex-col gap-3.5"
      onClickCapture={({ target }) => {
        if (target instanceof Element && target.closest("a") !== null) flush();
      }}
    >
      <TriageHead
        cluster={only ? clusters[0] : undefined}
        sentence={triageSentence(known, { narrowed, unseen })}
        counts={known === undefined ? "" : countsSentence(known)}
        aside={<NotifySettings />}
      />
      <SourceNotes heard={shown} />
      <div role="search" aria-label="Narrow what is shown" className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-start gap-2">
          <FilterField value={search.filter} clusters={question.clusters} mistakes={triage?.mistakes ?? noMistakes} onChange={(filter) => change((before) => ({ ...before, filter }))} />
          <SavedFilters filter={search.filter} onApply={(filter) => change((before) => ({ ...before, filter }))} />
        </div>
        <QuickChoices search={search} triage={known} clusters={only ? [] : clusters} onChange={(patch) => change((before) => ({ ...before, ...patch }))} />
      </div>
      <GroupList
        list={list}
        triage={known}
        narrowing={narrowing}
        waiting={waiting}
        problem={problem}
        onAgain={again}
        clusters={only ? undefined : clusters}
        search={search}
        narrowed={narrowed}
        unseen={unseen}
        selection={selection}
        commands={commands}
        onChange={change}
      />
      <SelectionBar chosen={chosen} clusters={clusters} may={may} onSilence={(one) => setAct({ do: "silence", chosen: one, titles: titles(), filter: search.filter })} onAcknowledge={(one) => setAct({ do: "acknowledge", chosen: one, titles: titles(), filter: search.filter })} onClear={() => void clear()} />
      {act === undefined ? null : <Acting act={act} onClose={() => setAct(undefined)} />}
    </div>
  );
}

const none: readonly never[] = [];
const noMistakes: readonly string[] = [];
