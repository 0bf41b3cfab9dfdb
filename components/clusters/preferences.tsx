"use client";
import { createContext, use, useMemo, useRef, useState, type ReactNode } from "react";
import { request } from "@/components/live";
import { problemOf, type Preferences, type SavedFilter } from "@/lib/model";

/** A person's taste and the ways to change it; a change shows at once and is taken back when it could not be saved. */
export interface Taste extends Preferences {
  /** `tile` is `<cluster>/<tile>`. */
  readonly togglePin: (tile: string) => void;
  /** The home cluster comes first; choosing it again lets go of it. */
  readonly toggleHome: (cluster: string) => void;
  /** The namespaces of a cluster that the person works in. */
  readonly nameNamespaces: (cluster: string, names: readonly string[]) => void;
  /** Keeps a filter of alerts under a name, in place of what had the name before. */
  readonly saveFilter: (saved: SavedFilter) => void;
  readonly removeFilter: (name: string) => void;
}

const Context = createContext<Taste>({ pins: [], togglePin: () => undefined, toggleHome: () => undefined, nameNamespaces: () => undefined, saveFilter: () => undefined, removeFilter: () => undefined });

/** Preferences for a page, beginning with what the Store remembers. */
export function PreferencesProvider({ initial, children }: { readonly initial: Preferences; readonly children: ReactNode }) {
  const [current, setCurrent] = useState(initial);
  const [trouble, setTrouble] = useState<string>();
  const saved = useRef(initial);
  const latest = useRef(initial);
  const queue = useRef(Promise.resolve());

  const taste = useMemo<Taste>(() => {
    const change = (next: Preferences) => {
      latest.current = next;
      setCurrent(next);
      setTrouble(undefined);
      // One save at a time, so that the last click is what the Store remembers.
      queue.current = queue.current.then(async () => {
        try {
          await request("/api/preferences", { method: "PUT", json: next });
          saved.current = next;
        } catch (error) {
          if (latest.current !== next) return;
          latest.current = saved.current;
          setCurrent(saved.current);
          setTrouble(`Not saved. ${problemOf(error).message}`);
        }
      });
    };
    return {
      ...current,
      togglePin: (tile) => {
        const { pins, ...rest } = latest.current;
        change({ ...rest, pins: pins.includes(tile) ? pins.filter((pin) => pin !== tile) : [...pins, tile] });
      },
      toggleHome: (cluster) => {
        const { home, ...rest } = latest.current;
        change(home === cluster ? rest : { ...rest, home: cluster });
      },
      nameNamespaces: (cluster, names) => change({ ...latest.current, namespaces: { ...latest.current.namespaces, [cluster]: names } }),
      saveFilter: (saved) => {
        const filters = [...(latest.current.filters ?? []).filter(({ name }) => name !== saved.name), saved];
        change({ ...latest.current, filters: filters.sort((a, b) => a.name.localeCompare(b.name, "en")) });
      },
      removeFilter: (name) => change({ ...latest.current, filters: (latest.current.filters ?? []).filter((saved) => saved.name !== name) }),
    };
  }, [current]);

  return (
    <Context value={taste}>
      {children}
      <p role="status" className={trouble === undefined ? "sr-only" : "fixed inset-x-4 bottom-4 z-30 mx-auto w-fit rounded-m border border-crit bg-raised px-4 py-2.5 text-crit shadow-float"}>
        {trouble}
      </p>
    </Context>
  );
}

/** The person's taste, and how to change it. */
export function useTaste(): Taste {
  return use(Context);
}
