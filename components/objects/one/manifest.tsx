"use client";
import { lazy, Suspense, useState } from "react";
import { Pencil } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Cluster, ObjectReport } from "@/lib/model";
import { YamlView } from "./yaml-view";

const YamlEditor = lazy(() => import("@/components/objects/actions/yaml-editor").then((module) => ({ default: module.YamlEditor })));

/** The manifest: to read, and to change on demand. */
export function Manifest({ cluster, report }: { readonly cluster: Cluster; readonly report: ObjectReport }) {
  const [editing, setEditing] = useState(false);
  if (editing) {
    return (
      <Suspense fallback={<Skeleton className="h-40 w-full" label="Loading the editor" />}>
        <YamlEditor cluster={cluster} report={report} onClose={() => setEditing(false)} />
      </Suspense>
    );
  }
  return (
    <YamlView
      report={report}
      aside={
        <Button onClick={() => setEditing(true)}>
          <Pencil aria-hidden="true" width={14} height={14} />
          Edit
        </Button>
      }
    />
  );
}
