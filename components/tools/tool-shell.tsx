import type { ReactNode } from "react";
import { ArrowUpRight } from "lucide-react";
import { buttonLook } from "@/components/ui/button";

/** The page of a tool: a slim head in the cluster's accent, and what fills the rest of the window. */
export function ToolShell({ accent, heading, actions, children }: { readonly accent: string; readonly heading: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <div data-fills-window="" data-accent={accent} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="relative flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface pr-2 pl-4 before:absolute before:inset-y-0 before:left-0 before:w-1 before:bg-accent sm:pr-4 sm:pl-6">
        {heading}
        <div className="flex shrink-0 items-center gap-1">{actions}</div>
      </header>
      {children}
    </div>
  );
}

/** The way to the same place in a tab of its own; on a phone only its arrow is seen. */
export function OwnTab({ href, words = "Open in its own tab", slim = false }: { readonly href: string; readonly words?: string; readonly slim?: boolean }) {
  return (
    <a href={href} target="_blank" rel="noopener" title={slim ? words : undefined} className={slim ? `${buttonLook} max-sm:size-8 max-sm:px-0` : buttonLook}>
      <span className={slim ? "max-sm:sr-only" : ""}>{words}</span>
      <ArrowUpRight aria-hidden="true" width={14} height={14} className="shrink-0 text-faint" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
