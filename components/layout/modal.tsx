"use client";
import { useEffect, useRef, type ReactNode } from "react";

/** Closes the modal dialog that lies over the page; the browser hands the focus back. For the browser. */
export function closeModal(): void {
  document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
}

/**
 * A native modal dialog that is open while it is mounted: the browser keeps the focus inside. It is
 * closed by Escape, by a click beside it, or by {@link closeModal}; `onClose` has to unmount it.
 */
export function Modal({ label, onClose, children }: { readonly label: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (dialog.current?.open !== false) return;
    dialog.current.showModal();
    // The browser would choose the first thing that can have the focus at all.
    dialog.current.querySelector<HTMLElement>("[data-first-focus]")?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      className="mx-auto mt-[12dvh] mb-auto max-h-[76dvh] w-[min(600px,calc(100vw-24px))] overflow-hidden rounded-m border border-line-strong bg-raised p-0 text-text shadow-float"
    >
      {children}
    </dialog>
  );
}
