"use client";
import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, useSyncExternalStore, type ClipboardEvent, type KeyboardEvent, type Ref } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { singleKeys } from "@/components/layout/keys";
import type { LineStore } from "./line-store";
import { selectedText } from "./lines-text";
import { LogRow } from "./log-row";

/** What others may do with the rows. */
export interface RowsHandle {
  /** Brings a line into the middle of the view. */
  show(number: number): void;
  /** The line at the top of the view; undefined where there is none. */
  top(): number | undefined;
  readonly element: HTMLElement | null;
}

/** The height of a line that is not wrapped, px. */
const lineHeight = 20;
/** So many lines within two seconds are a flood: reading them aloud would never end. */
const flood = 10;

/**
 * The lines in sight; only they exist in the page. While it is pinned the view stays at the newest
 * line; scrolling up lets go, and coming back to the end pins it again.
 */
export function LogRows({
  store,
  names,
  label,
  times,
  wrap,
  current,
  pinned,
  onPinned,
  onStep,
  empty,
  handle,
}: {
  readonly store: LineStore;
  /** What streams are called; undefined where there is one only. */
  readonly names: readonly string[] | undefined;
  readonly label: string;
  readonly times: boolean;
  readonly wrap: boolean;
  /** The line that the search stepped to. */
  readonly current: number | undefined;
  readonly pinned: boolean;
  readonly onPinned: (pinned: boolean) => void;
  readonly onStep: (by: 1 | -1) => void;
  /** Stands where no line is shown. */
  readonly empty: React.ReactNode;
  readonly handle: Ref<RowsHandle>;
}) {
  useSyncExternalStore(store.subscribe, () => store.version, () => 0);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (number: number) =>
      setOpen((now) => {
        const next = new Set(now);
        if (!next.delete(number)) next.add(number);
        return next;
      }),
    [],
  );
  const frame = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  const topLine = useRef<number>(undefined);
  const { shown } = store;
  const count = shown.length;
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used here only, and the rows are memoised by their own values
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => lineHeight,
    overscan: 20,
    getItemKey: (index) => shown.at(index),
    initialRect: { width: 1_000, height: 600 },
    useFlushSync: false,
  });
  const items = virtual.getVirtualItems();

  useLayoutEffect(() => virtual.measure(), [virtual, wrap]);
  // The end moves with every line and with every row that turns out higher than thought.
  useLayoutEffect(() => {
    const element = frame.current;
    if (pinned && element !== null) element.scrollTop = element.scrollHeight;
  });
  // Another choice of lines keeps the place of the one that stood at the top.
  const before = useRef(shown);
  useLayoutEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (!pinned && topLine.current !== undefined) virtual.scrollToIndex(Math.min(shown.indexOf(topLine.current), Math.max(0, shown.length - 1)), { align: "start" });
  });
  useImperativeHandle(handle, () => ({
    show: (number) => virtual.scrollToIndex(shown.indexOf(number), { align: "center" }),
    top: () => topLine.current,
    get element() {
      return frame.current;
    },
  }));
  const flooding = useFlood(store);

  const scrolled = () => {
    const element = frame.current;
    if (element === null) return;
    const { scrollTop, scrollHeight, clientHeight } = element;
    const left = scrollHeight - clientHeight - scrollTop;
    topLine.current = shown.at(virtual.getVirtualItemForOffset(scrollTop)?.index ?? 0);
    if (pinned && scrollTop < lastTop.current && left > lineHeight) onPinned(false);
    else if (!pinned && scrollTop > lastTop.current && left <= 2) onPinned(true);
    lastTop.current = scrollTop;
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys() || event.target !== frame.current) return;
    if (event.key !== "n" && event.key !== "N") return;
    event.preventDefault();
    onStep(event.key === "n" ? 1 : -1);
  };
  const copy = (event: ClipboardEvent) => {
    const text = selectedText(frame.current, store, names, times);
    if (text === "") return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  };
  const [now] = useState(Date.now);

  return (
    <div
      ref={frame}
      role="log"
      aria-label={label}
      aria-live={flooding || !pinned ? "off" : "polite"}
      aria-keyshortcuts="n Shift+N"
      tabIndex={0}
      onScroll={scrolled}
      onKeyDown={press}
      onCopy={copy}
      className="relative h-full overflow-auto overscroll-contain bg-surface font-mono text-xs leading-5 [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
    >
      {count === 0 ? empty : null}
      <div style={{ height: virtual.getTotalSize(), position: "relative", width: wrap ? "100%" : "max-content", minWidth: "100%" }}>
        <div style={{ transform: `translateY(${items[0]?.start ?? 0}px)`, width: wrap ? "100%" : "max-content", minWidth: "100%" }}>
          {items.map(({ index, key }) => {
            const number = shown.at(index);
            const line = store.line(number);
            if (line === undefined) return null;
            const unfolded = open.has(number);
            return (
              <div key={key} data-index={index} data-line={number} ref={wrap || unfolded ? virtual.measureElement : undefined}>
                <LogRow
                  {...{ number, line, times, wrap, now }}
                  name={names?.[line.stream]}
                  matcher={store.matcher}
                  current={number === current}
                  open={unfolded}
                  onOpen={toggle}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Whether lines come too fast to be read aloud. */
function useFlood(store: LineStore): boolean {
  const [flooding, setFlooding] = useState(true);
  const last = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => {
      const end = store.end;
      setFlooding(end - last.current > flood);
      last.current = end;
    }, 2_000);
    return () => clearInterval(timer);
  }, [store]);
  return flooding;
}
