"use client";
import { createContext, useCallback, useContext, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from "react";
import type { Frame, PanelState, Snapshot, TopicKind, TopicValues } from "@/lib/model";
import { connectTab } from "./connection";
import type { StreamStatus } from "./message";
import { createTab, fold, type LiveTab } from "./tab";
import { createTicker, type Ticker } from "./ticker";

let made: LiveTab | undefined;

/** The tab's side of the stream; a context so that tests can put another one there. */
export const LiveContext = createContext<() => LiveTab>(() => (made ??= createTab(connectTab)));

/**
 * What a topic is now. Re-renders with every frame; turns stale by itself when no news
 * comes. `initial` is what the server rendered the page with.
 */
export function useTopic<K extends TopicKind>(address: string, initial?: Snapshot): PanelState<TopicValues[K]> {
  const live = useContext(LiveContext);
  const seeded = useMemo(() => fold(initial?.frames ?? []), [initial]);
  const subscribe = useCallback((call: () => void) => live().followState(address, call, initial), [live, address, initial]);
  const state = useSyncExternalStore(
    subscribe,
    () => live().state(address) ?? seeded,
    () => seeded,
  );
  return state as PanelState<TopicValues[K]>;
}

/**
 * Hands on a topic's frames without rendering: first all that are held (`reset`), then
 * each as it comes; again all of them after a break that could not be bridged.
 */
export function useFrames<T = unknown>(address: string, onFrames: (frames: readonly Frame<T>[], reset: boolean) => void): void {
  const live = useContext(LiveContext);
  const take = useEffectEvent(onFrames);
  useEffect(() => live().followFrames(address, (frames, reset) => take(frames as readonly Frame<T>[], reset)), [live, address]);
}

/** How the one stream of this browser is. */
export function useStreamStatus(): StreamStatus {
  const live = useContext(LiveContext);
  const subscribe = useCallback((call: () => void) => live().followStatus(call), [live]);
  return useSyncExternalStore(
    subscribe,
    () => live().status(),
    () => "connecting",
  );
}

const tickers = new Map<number, Ticker>();

/**
 * The server's time, ms since the epoch, in steps of `everyMs`: for ages. While a page is
 * rendered on the server and taken over by the browser it is `initial`, so that both agree.
 */
export function useNow(everyMs: number, initial = 0): number {
  const live = useContext(LiveContext);
  const ticker = tickers.get(everyMs) ?? createTicker(everyMs);
  tickers.set(everyMs, ticker);
  return useSyncExternalStore(
    ticker.subscribe,
    () => ticker.now(() => live().serverNow()),
    () => initial,
  );
}

/** The server's time for code that draws without rendering; in the browser only. */
export function useServerClock(): () => number {
  const live = useContext(LiveContext);
  return useCallback(() => live().serverNow(), [live]);
}
