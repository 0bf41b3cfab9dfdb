"use client";
import { useEffect, useRef, type ReactNode } from "react";
import { StageBadge } from "@/components/clusters/cluster-head";
import type { ActionCluster } from "./action";

interface Props {
  readonly cluster: ActionCluster;
  readonly title: string;
  /** Where the object is, under the title. */
  readonly place?: string | undefined;
  /** Something is under way that must not be left by a slip of the hand. */
  readonly busy: boolean;
  readonly wide?: boolean;
  /** Has to unmount it. The browser hands the focus back. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * A native modal dialog about a change: it names the cluster in the cluster's accent, and stays while the
 * change is under way. Open while it is mounted.
 */
export function DialogFrame({ cluster, title, place, busy, wide = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown === null || shown.open) return;
    shown.showModal();
    shown.querySelector<HTMLElement>("[data-first-focus]")?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={`${title}, cluster ${cluster.title}`}
      data-accent={cluster.accent}
      onClose={onClose}
      onCancel={(event) => {
        if (busy) event.preventDefault();
      }}
      onKeyDown={(event) => {
        // A second Escape closes a dialog whatever its cancel event says.
        if (busy && event.key === "Escape") event.preventDefault();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget && !busy) event.currentTarget.close();
      }}
      className={`mx-auto mt-[8dvh] mb-auto max-h-[84dvh] overflow-hidden rounded-m border border-line-strong bg-raised p-0 text-text shadow-float ${wide ? "w-[min(860px,calc(100vw-24px))]" : "w-[min(600px,calc(100vw-24px))]"}`}
    >
      <div className="flex max-h-[84dvh] flex-col border-l-4 border-accent">
        <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-line px-5 py-3">
          <div className="min-w-0">
            <h2 className="text-base font-semibold wrap-anywhere">{title}</h2>
            {place === undefined ? null : <p className="text-[13px] text-muted">{place}</p>}
          </div>
          <p className="flex items-center gap-2 text-[13px] font-medium text-accent">
            {cluster.title} <StageBadge stage={cluster.stage} />
          </p>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** Closes the dialog that an element is in. */
export function closeAround(element: Element): void {
  element.closest("dialog")?.close();
}
