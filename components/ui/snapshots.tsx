"use client";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useTopic } from "@/components/live";
import { topicAddress, type PanelState, type Snapshot, type TopicKind, type TopicValues } from "@/lib/model";

interface Rendered {
  readonly snapshots: ReadonlyMap<string, Snapshot>;
  readonly at: number | undefined;
}

const Context = createContext<Rendered>({ snapshots: new Map(), at: undefined });

/** Gives a page's live figures the snapshots that the server already had, so that the first paint is not empty. */
export function Snapshots({ at, of, children }: { readonly at: number; readonly of: readonly Snapshot[]; readonly children: ReactNode }) {
  const value = useMemo(() => ({ snapshots: new Map(of.map((snapshot) => [snapshot.topic, snapshot])), at }), [of, at]);
  return <Context value={value}>{children}</Context>;
}

/** When the server rendered the page: ms since the epoch; undefined outside {@link Snapshots}. */
export function useRenderedAt(): number | undefined {
  return useContext(Context).at;
}

/** The state of a topic, beginning with what the server already had. */
export function useLive<K extends TopicKind>(
  kind: K,
  cluster: string,
  name?: string,
  args: Readonly<Record<string, string>> = {},
): PanelState<TopicValues[K]> {
  return useLiveAt<K>(topicAddress({ kind, cluster, ...(name === undefined ? {} : { name }), args }));
}

/** The same by the topic's address, for topics about objects. */
export function useLiveAt<K extends TopicKind>(address: string): PanelState<TopicValues[K]> {
  return useTopic<K>(address, useContext(Context).snapshots.get(address));
}
