"use client";
import type { ReactNode } from "react";
import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ApiResource, Cluster, ObjectRef } from "@/lib/model";

/** What is selected. */
export interface SelectionArgs {
  readonly cluster: Cluster;
  readonly resource: ApiResource;
  readonly refs: readonly ObjectRef[];
}

/** Says how many objects are selected and offers what can be done with all of them at once. */
export function SelectionBar({ refs, onClear, children }: SelectionArgs & { readonly onClear: () => void; readonly children?: ReactNode }) {
  if (refs.length === 0) return null;
  return (
    <div role="region" aria-label="Selection" className="sticky bottom-3 z-20 mx-auto flex w-fit max-w-full flex-wrap items-center gap-3 rounded-m border border-line-strong bg-raised px-4 py-2.5 shadow-float">
      <p className="font-medium" role="status">
        {refs.length.toLocaleString("en")} selected
      </p>
      {children}
      <Button onClick={onClear}>
        <X aria-hidden="true" width={14} height={14} />
        Clear
      </Button>
    </div>
  );
}
