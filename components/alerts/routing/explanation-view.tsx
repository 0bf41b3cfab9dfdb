import { BellOff, BellRing, Hourglass } from "lucide-react";
import { enumerated } from "@/lib/model/alerting/integration-words";
import type { RoutingExplanation } from "@/lib/model/alerting/routing";
import { DestinationCard } from "./destination-card";
import { QuietReasons } from "./quiet-reasons";
import { RouteTree } from "./route-tree";

/** Who hears of an alert as one configuration has it: the sentence, the ends, what keeps it quiet, and the way through the tree. */
export function ExplanationView({ cluster, explanation, named }: { readonly cluster: string; readonly explanation: RoutingExplanation; readonly named: boolean }) {
  const { sentence, heard, path, tree, alertmanagers } = explanation;
  const nobody = path.every(({ nowhere }) => nowhere);
  const Heading = named ? "h4" : "h3";
  const Sign = heard ? BellRing : nobody ? BellOff : Hourglass;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {named ? <h3 className="font-medium wrap-anywhere">For {enumerated(alertmanagers)}</h3> : null}
      <p className="flex items-start gap-2 text-[15px] leading-6 font-medium">
        <Sign aria-hidden="true" width={18} height={18} className={`mt-[3px] shrink-0 ${heard ? "text-ok" : "text-warn"}`} />
        <span className="min-w-0 wrap-anywhere">{sentence}</span>
      </p>
      <QuietReasons cluster={cluster} explanation={explanation} />
      {path.length === 0 ? null : (
        <ul aria-label="Where it goes" className="flex flex-col gap-2">
          {path.map((destination, at) => (
            <DestinationCard key={at} destination={destination} />
          ))}
        </ul>
      )}
      <section aria-label="Its way through the routes" className="min-w-0">
        <Heading className="mb-1 text-[13px] font-medium text-muted">Its way through the routes</Heading>
        <RouteTree tree={tree} />
      </section>
    </div>
  );
}
