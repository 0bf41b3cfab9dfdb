"use client";
import { useEffect, useEffectEvent, useRef, type RefObject } from "react";
import { singleKeys } from "@/components/layout/keys";

/** What the keys ask of the page; keys of rows as in `selection.ts`. */
export interface KeyCommands {
  readonly select: (key: string) => void;
  /** With the row one is on, where there is one. */
  readonly silence: (current: string | undefined) => void;
  readonly acknowledge: (current: string | undefined) => void;
  /** Whether there was something to clear. */
  readonly clear: () => boolean;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select"));

/**
 * The keyboard of a list of rows (`[data-row]`, each in its `[data-item]`): j and k or arrows move the focus, o and the
 * right arrow open, the left arrow closes or goes to the group, x selects, s silences, a acknowledges, Escape clears.
 * Single keys follow the person's choice in the help. Keys that go elsewhere (`g a`) are the top bar's: it has answered
 * them before they reach the window.
 */
export function useTriageKeys(list: RefObject<HTMLElement | null>, commands: KeyCommands): void {
  /** Where one was last: rows come and go under the focus. */
  const last = useRef<{ readonly key: string; readonly index: number }>(undefined);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]") !== null) return;
    if (event.target instanceof HTMLElement && event.target.closest("[role=dialog]") !== null) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const focused = document.activeElement instanceof HTMLElement && list.current?.contains(document.activeElement) === true ? document.activeElement.closest("[data-item]")?.getAttribute("data-item") : undefined;
    const at = rows.findIndex((row) => row.dataset["row"] === focused);
    const current = at < 0 ? undefined : rows[at];
    const remembered = rows.findIndex((row) => row.dataset["row"] === last.current?.key);
    const go = (by: 1 | -1) => {
      const from = at >= 0 ? at : remembered >= 0 ? remembered : last.current === undefined ? -1 : Math.min(last.current.index, rows.length) - (by > 0 ? 1 : 0);
      const next = Math.max(0, Math.min(rows.length - 1, from + by));
      rows[next]?.focus();
      last.current = { key: rows[next]?.dataset["row"] ?? "", index: next };
    };
    const openness = current?.getAttribute("aria-expanded");
    const toGroup = () => list.current?.querySelector<HTMLElement>(`[data-item]:has([data-item="${CSS.escape(focused ?? "")}"]) [data-row]`)?.focus();
    const anywhere: Readonly<Record<string, () => void>> = {
      j: () => go(1),
      k: () => go(-1),
      o: () => current?.click(),
      x: () => current !== undefined && commands.select(current.dataset["row"] ?? ""),
      s: () => commands.silence(current?.dataset["row"]),
      a: () => commands.acknowledge(current?.dataset["row"]),
    };
    const inList: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(1),
      ArrowUp: () => go(-1),
      ArrowRight: () => openness === "false" && current?.click(),
      ArrowLeft: () => (openness === "true" ? current?.click() : openness === null || openness === undefined ? toGroup() : undefined),
    };
    if (event.key === "Escape") {
      if (commands.clear()) event.preventDefault();
      return;
    }
    const act = (singleKeys() ? anywhere[event.key] : undefined) ?? (focused === undefined ? undefined : inList[event.key]);
    if (act === undefined || rows.length === 0) return;
    event.preventDefault();
    act();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
