"use client";
import { useDeferredValue, useId, useMemo, type RefObject } from "react";
import { Button } from "@/components/ui/button";
import { StateMark } from "@/components/ui/state";
import { alertStates } from "@/lib/model/alerting/alert";
import type { Triage } from "@/lib/model/alerting/triage";
import type { Cluster } from "@/lib/model/cluster";
import type { Problem } from "@/lib/model/problem";
import type { Commands } from "./commands";
import { GroupRow, rowColumns } from "./group-row";
import { groupKey, type Selection } from "./selection";
import { FailedTriage, NoGroups, WaitingGroups } from "./triage-empty";
import { groupsAtATime, type TriageSearch } from "./triage-search";
import type { ChangeSearch } from "./use-triage-search";
import { many, partWords } from "./words";

interface Props {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly triage: Triage | undefined;
  /** What narrowed the groups; another one means that a person typed. */
  readonly narrowing: string;
  /** The groups answer an earlier question than the present one. */
  readonly waiting: boolean;
  readonly problem: Problem | undefined;
  readonly onAgain: () => void;
  /** Given where rows have to name theirs. */
  readonly clusters: readonly Cluster[] | undefined;
  readonly search: TriageSearch;
  readonly narrowed: boolean;
  readonly unseen: readonly string[];
  readonly selection: Selection;
  readonly commands: Commands;
  readonly onChange: ChangeSearch;
}

/** How many causes a high window has room for. */
const inSight = 12;

/** The causes, worst first; or why there are none. What was shown stays until the next answer is there. */
export function GroupList({ list, triage, narrowing, waiting, problem, onAgain, clusters, search, narrowed, unseen, selection, commands, onChange }: Props) {
  const heading = useId();
  const byId = useMemo(() => Object.fromEntries(clusters?.map((cluster) => [cluster.id, cluster]) ?? []), [clusters]);
  const picked = useMemo(() => {
    const found = new Map<string, string>();
    for (const thing of selection.values()) if (thing.kind === "alert") found.set(thing.group, `${found.get(thing.group) ?? ""} ${thing.id}`);
    return found;
  }, [selection]);
  // A keystroke first paints what is in sight; the rest follows when nothing is more urgent.
  const settled = useDeferredValue(narrowing) === narrowing;
  const parts = useMemo(() => {
    const groups = triage?.groups.slice(0, settled ? undefined : inSight) ?? [];
    return alertStates.map((state) => ({ state, groups: groups.filter((group) => group.state === state) })).filter((part) => part.groups.length > 0);
  }, [triage, settled]);
  const left = triage === undefined ? 0 : triage.total - triage.groups.length;
  return (
    <div ref={list} aria-busy={waiting}>
      {triage !== undefined && problem !== undefined ? (
        <p role="status" className="mb-2 text-[13px] text-stale">
          <StateMark state="stale">Not up to date</StateMark> {problem.message} What was last known is shown; Castor asks again by itself.
        </p>
      ) : null}
      <section aria-label="Causes, worst first" className="overflow-clip rounded-m border border-line bg-surface" data-stale={triage !== undefined && problem !== undefined}>
        {triage === undefined ? problem === undefined ? <WaitingGroups /> : <FailedTriage problem={problem} onAgain={onAgain} /> : null}
        {triage?.groups.length === 0 ? <NoGroups narrowed={narrowed} all={triage.all} unseen={unseen} onShowAll={() => onChange((before) => ({ ...before, filter: "", clusters: [] }))} /> : null}
        {parts.map(({ state, groups }, index) => (
          <div key={state} className={index === 0 ? "" : "border-t border-line"}>
            <div className={`${rowColumns} items-baseline border-b border-line bg-sunken px-3 text-xs leading-7 text-muted sm:px-4`}>
              <h2 id={`${heading}-${state}`} className="col-span-full font-medium xl:col-span-3">
                {partWords[state]}
              </h2>
              {index > 0 ? null : (
                <>
                  {["Alerts", "Touches", "Who has it"].map((word) => (
                    <span key={word} aria-hidden="true" className="max-xl:hidden">
                      {word}
                    </span>
                  ))}
                  <span aria-hidden="true" className="text-right max-xl:hidden">
                    For
                  </span>
                </>
              )}
            </div>
            <ul aria-labelledby={`${heading}-${state}`}>
              {groups.map((group) => (
                <GroupRow
                  key={group.id}
                  group={group}
                  cluster={byId[group.cluster]}
                  open={search.open[group.id]}
                  filter={search.open[group.id] === undefined ? "" : search.filter}
                  selected={selection.has(groupKey(group))}
                  picked={picked.get(group.id) ?? ""}
                  commands={commands}
                />
              ))}
            </ul>
          </div>
        ))}
        {left <= 0 ? null : (
          <p className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2.5 text-[13px] text-muted">
            <Button onClick={() => onChange((before) => ({ ...before, most: before.most + groupsAtATime }))}>{Math.min(groupsAtATime, left)} more</Button>
            {many(left, "cause is", "causes are")} not shown
          </p>
        )}
      </section>
    </div>
  );
}
