"use client";
import { lazy, Suspense, useEffect, useState } from "react";
import { useRouter } from "next/navigation";
import { Search } from "lucide-react";
import { useHydrated } from "@/components/ui/hydrated";
import type { Findable } from "./findable";
import { createKeys, singleKeys } from "./keys";
import { onOverlay, type Overlay } from "./overlay";

// Both wait outside the first load until somebody asks for them.
const Palette = lazy(async () => ({ default: (await import("./palette")).Palette }));
const Help = lazy(async () => ({ default: (await import("./help")).Help }));

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=radio], [type=checkbox]), textarea, select") || target.closest("dialog[open]") !== null);

/** The button of the palette, and the keyboard of every page: ⌘K, `/`, `?`, and `g` then a letter. */
export function Finder({ findables }: { readonly findables: readonly Findable[] }) {
  const [open, setOpen] = useState<Overlay>();
  const hydrated = useHydrated();
  const router = useRouter();

  useEffect(() => onOverlay(setOpen), []);
  useEffect(() => {
    const read = createKeys(() => performance.now());
    const onKey = (event: KeyboardEvent) => {
      const command = read(event, isTyping(event.target), singleKeys());
      if (command === undefined) return;
      event.preventDefault();
      if (command.do === "go") return router.push(command.href);
      if (command.do !== "filter") return setOpen(command.do);
      const filter = document.querySelector<HTMLElement>("main [data-filter]");
      if (filter === null) setOpen("palette");
      else filter.focus();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [router]);

  const mac = hydrated && /mac|iphone|ipad/i.test(navigator.userAgent);
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen("palette")}
        className="flex h-8 items-center gap-2 rounded-s border border-line-strong bg-sunken px-2.5 text-[13px] text-muted hover:border-faint max-md:size-9 max-md:justify-center max-md:px-0"
      >
        <Search aria-hidden="true" width={15} height={15} />
        <span className="max-md:sr-only">Find anything</span>
        <kbd aria-hidden="true" className="ml-4 font-mono text-xs text-faint max-md:hidden">
          {mac ? "⌘K" : "Ctrl K"}
        </kbd>
      </button>
      <Suspense>
        {open === "palette" ? <Palette findables={findables} onClose={() => setOpen(undefined)} /> : null}
        {open === "help" ? <Help onClose={() => setOpen(undefined)} /> : null}
      </Suspense>
    </>
  );
}
