"use client";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";

/** A button with a panel below it, closed by Escape, a click beside it or leaving it with the keyboard. */
export function Dropdown({ label, words, children, align = "left" }: { readonly label: string; readonly words: ReactNode; readonly children: ReactNode; readonly align?: "left" | "right" }) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const beside = ({ target }: Event) => {
      if (target instanceof Node && box.current?.contains(target) !== true) setOpen(false);
    };
    document.addEventListener("pointerdown", beside);
    document.addEventListener("focusin", beside);
    return () => {
      document.removeEventListener("pointerdown", beside);
      document.removeEventListener("focusin", beside);
    };
  }, [open]);
  return (
    <div
      ref={box}
      className="relative"
      onKeyDown={({ key }) => {
        if (key !== "Escape" || !open) return;
        setOpen(false);
        button.current?.focus();
      }}
    >
      <Button ref={button} aria-expanded={open} aria-haspopup="dialog" aria-label={label} onClick={() => setOpen(!open)}>
        {words}
        <ChevronDown aria-hidden="true" width={14} height={14} className="text-faint" />
      </Button>
      {open ? (
        <div role="dialog" aria-label={label} className={`absolute top-full z-30 mt-1 max-h-[60dvh] w-max max-w-[min(320px,calc(100vw-32px))] overflow-auto rounded-m border border-line-strong bg-raised p-2 shadow-float ${align === "right" ? "right-0" : "left-0"}`}>
          {children}
        </div>
      ) : null}
    </div>
  );
}
