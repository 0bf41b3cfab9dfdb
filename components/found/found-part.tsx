import type { ReactNode } from "react";

/** One part of the page: a heading, a sentence, and what it holds. */
export function FoundPart({ title, sentence, busy = false, children }: { readonly title: string; readonly sentence: ReactNode; readonly busy?: boolean; readonly children?: ReactNode }) {
  return (
    <section aria-label={title} aria-busy={busy} className="min-w-0 rounded-m border border-line bg-surface">
      <header className="px-4 pt-3 pb-1.5">
        <h2 className="font-semibold tracking-tight">{title}</h2>
        <div className="max-w-4xl text-[13px] text-pretty text-muted">{sentence}</div>
      </header>
      {children}
    </section>
  );
}
