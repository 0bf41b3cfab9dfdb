import type { ReactNode } from "react";
import { AlertsHead } from "@/components/alerts/alerts-head";
import type { Cluster } from "@/lib/model/cluster";

/** The heading that says how things are: of one cluster with its other pages about alerts, or of all of them. */
export function TriageHead({ cluster, sentence, counts, aside }: { readonly cluster: Cluster | undefined; readonly sentence: string; readonly counts: string; readonly aside: ReactNode }) {
  const words = (
    <>
      <span className="sr-only" role="status">
        {sentence}
      </span>
      {counts}
    </>
  );
  if (cluster !== undefined) {
    return (
      <AlertsHead cluster={cluster} page="triage" title={sentence} aside={aside}>
        {words}
      </AlertsHead>
    );
  }
  return (
    <header className="flex flex-wrap items-start gap-x-3 gap-y-1">
      <div className="min-w-0 flex-1">
        <h1 className="text-[22px] leading-7 font-semibold tracking-tight">{sentence}</h1>
        <p className="text-muted">{words}</p>
      </div>
      {aside}
    </header>
  );
}
