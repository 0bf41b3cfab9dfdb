import Link from "next/link";
import type { ReactNode } from "react";
import { buttonLook } from "@/components/ui/button";

/** A page that is not there or that failed: what happened, and the ways on. */
export function DeadEnd({ title, children, actions }: { readonly title: string; readonly children: ReactNode; readonly actions?: ReactNode }) {
  return (
    <section className="mx-auto flex max-w-xl flex-col gap-3 py-12 sm:py-20">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <div className="flex flex-col gap-2 text-pretty text-muted">{children}</div>
      <p className="mt-2 flex flex-wrap gap-2">
        {actions ?? (
          <Link href="/" className={buttonLook}>
            Home
          </Link>
        )}
      </p>
    </section>
  );
}
