"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { CauseGroup } from "@/lib/model/alerting/triage";
import type { Commands } from "./commands";
import { toggleTerm } from "./quick-terms";
import { actionable, alertKey, groupKey, nothingSelected, selectedAlert, selectedGroup, toggle, upToDate, type Selected, type Selection } from "./selection";
import { alertsAtATime, toggled } from "./triage-search";
import type { ChangeSearch } from "./use-triage-search";

/** The thing behind a row's key, where it is one that something can be done about. */
function find(groups: readonly CauseGroup[], key: string): Selected | undefined {
  for (const group of groups) {
    if (groupKey(group) === key) return actionable(group) > 0 ? selectedGroup(group) : undefined;
    const alert = group.alerts?.find((one) => alertKey(one) === key);
    if (alert !== undefined) return alert.state === "resolved" ? undefined : selectedAlert(alert, group.id);
  }
  return undefined;
}

/** What rows can do, and what is selected of them. */
export function useCommands(groups: readonly CauseGroup[], change: ChangeSearch) {
  const [chosen, setChosen] = useState<Selection>(nothingSelected);
  const selection = useMemo(() => upToDate(chosen, groups), [chosen, groups]);
  const latest = useRef({ groups, selection });
  useEffect(() => {
    latest.current = { groups, selection };
  });

  const commands = useMemo<Commands>(
    () => ({
      open: (group) => change((before) => toggled(before, group)),
      more: (group) => change((before) => ({ ...before, open: { ...before.open, [group]: (before.open[group] ?? 0) + alertsAtATime } })),
      select: (key) => {
        const thing = find(latest.current.groups, key);
        // An alert of a selected group is selected with it.
        if (thing === undefined || (thing.kind === "alert" && latest.current.selection.has(groupKey({ id: thing.group })))) return;
        setChosen(toggle(latest.current.selection, key, thing));
      },
      term: (term) => change((before) => ({ ...before, filter: toggleTerm(before.filter, term) })),
    }),
    [change],
  );
  /** Clears the selection; whether there was one. */
  const clear = useCallback(() => {
    const had = latest.current.selection.size > 0;
    if (had) setChosen(nothingSelected);
    return had;
  }, []);
  /** A selection of one row. */
  const chosenWith = (key: string): Selection => {
    const thing = find(groups, key);
    return thing === undefined ? nothingSelected : new Map([[key, thing]]);
  };
  /** Titles of all alerts that are in sight or selected, by id. */
  const titles = (): Readonly<Record<string, string>> => {
    const shown = groups.flatMap((group) => group.alerts ?? []);
    const picked = [...selection.values()].filter((thing) => thing.kind === "alert");
    return Object.fromEntries([...picked, ...shown].map(({ id, title }) => [id, title] as const));
  };
  return { selection, commands, clear, chosenWith, titles };
}
