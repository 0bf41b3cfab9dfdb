import { Go } from "@/components/ui/go";
import { StateIcon, severityStates } from "@/components/ui/state";
import { alertHref } from "@/lib/model/alerting/hrefs";
import type { Transition } from "@/lib/model/alerting/timeline";

/** An alert in a list: how bad, its name as a link, and what it is about. */
export function NamedAlert({ cluster, alert: { alert, name, severity, about } }: { readonly cluster: string; readonly alert: Pick<Transition, "alert" | "name" | "severity" | "about"> }) {
  return (
    <span className="flex min-w-0 gap-1.5">
      <span className="pt-[3px]">
        <StateIcon state={severityStates[severity]} />
      </span>
      <span className="min-w-0 wrap-anywhere">
        <span className="sr-only">{severity}: </span>
        <Go href={alertHref(cluster, alert)} className="font-medium hover:underline">
          {name}
        </Go>
        {about === undefined ? null : <span className="text-muted"> {about}</span>}
      </span>
    </span>
  );
}
