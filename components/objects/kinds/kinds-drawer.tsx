"use client";
import { useId, useRef, type ReactNode } from "react";
import { ListTree, X } from "lucide-react";
import { Button, IconButton } from "@/components/ui/button";

/** The tree of kinds on a narrow screen: a sheet over the page that closes when one goes somewhere. */
export function KindsDrawer({ children }: { readonly children: ReactNode }) {
  const id = useId();
  const sheet = useRef<HTMLDivElement>(null);
  return (
    <div className="lg:hidden">
      <Button popoverTarget={id}>
        <ListTree aria-hidden="true" width={15} height={15} />
        All kinds
      </Button>
      <div
        id={id}
        ref={sheet}
        popover="auto"
        role="dialog"
        aria-label="Kinds of objects"
        onClick={({ target }) => {
          if (target instanceof Element && target.closest("a") !== null) sheet.current?.hidePopover();
        }}
        className="fixed inset-y-0 right-auto left-0 m-0 h-dvh max-h-none w-[min(320px,86vw)] overflow-y-auto border-r border-line-strong bg-raised p-3 text-text shadow-float backdrop:bg-[rgb(8_11_16/0.45)]"
      >
        <div className="mb-2 flex items-center justify-between">
          <p className="font-semibold">Kinds of objects</p>
          <IconButton aria-label="Close" popoverTarget={id} popoverTargetAction="hide">
            <X aria-hidden="true" width={16} height={16} />
          </IconButton>
        </div>
        {children}
      </div>
    </div>
  );
}
