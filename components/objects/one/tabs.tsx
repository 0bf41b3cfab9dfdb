"use client";
import { useRef, type KeyboardEvent } from "react";
import { objectTabs, type ObjectTab } from "./object-tabs";

/** The page's parts, of which one is in sight. Arrow keys move between them, as people expect of tabs. */
export function Tabs({ tabs, tab, onTab }: { readonly tabs: readonly ObjectTab[]; readonly tab: ObjectTab; readonly onTab: (tab: ObjectTab) => void }) {
  const bar = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const next = step === undefined ? { Home: tabs[0], End: tabs.at(-1) }[event.key] : tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (next === undefined) return;
    event.preventDefault();
    onTab(next);
    bar.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div ref={bar} role="tablist" aria-label="Parts of this page" onKeyDown={onKeyDown} className="flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((one) => (
        <button
          key={one}
          id={`tab-${one}`}
          type="button"
          role="tab"
          aria-selected={one === tab}
          aria-controls={`panel-${one}`}
          tabIndex={one === tab ? 0 : -1}
          onClick={() => onTab(one)}
          className="-mb-px h-9 shrink-0 border-b-2 border-transparent px-3 text-[13px] font-medium text-muted hover:text-text focus-visible:-outline-offset-2 aria-selected:border-accent aria-selected:text-text"
        >
          {objectTabs[one]}
        </button>
      ))}
    </div>
  );
}
