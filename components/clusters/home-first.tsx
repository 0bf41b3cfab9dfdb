"use client";
import { Fragment, type ReactNode } from "react";
import { useTaste } from "./preferences";

/** The clusters' sections in the settings' order, the home cluster before all others. */
export function HomeFirst({ sections }: { readonly sections: readonly { readonly cluster: string; readonly section: ReactNode }[] }) {
  const { home } = useTaste();
  const ordered = sections.toSorted((a, b) => Number(b.cluster === home) - Number(a.cluster === home));
  return (
    <div className="grid items-start gap-6 min-[2200px]:grid-cols-2">
      {ordered.map(({ cluster, section }) => (
        <Fragment key={cluster}>{section}</Fragment>
      ))}
    </div>
  );
}
