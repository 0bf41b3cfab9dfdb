"use client";
import { Ago } from "@/components/ui/ago";
import { StateIcon } from "@/components/ui/state";
import { duration } from "@/lib/model/units";
import type { Overview } from "./nodes-store";

/** Says of each cluster how live its rows are, and why not more. */
export function NodesState({ overviews }: { readonly overviews: readonly { readonly title: string; readonly overview: Overview | undefined }[] }) {
  const alone = overviews.length === 1;
  return (
    <div role="status">
      <ul className="flex flex-wrap gap-x-5 gap-y-0.5 text-[13px] text-muted">
        {overviews.map(({ title, overview }) => (
          <li key={title} className="flex items-start gap-1.5">
            {overview?.problem === undefined ? (
              <span aria-hidden="true" className={`mt-1.75 size-[7px] shrink-0 rounded-full ${overview === undefined ? "bg-line-strong" : "bg-ok"}`} />
            ) : (
              <span className="mt-0.75">
                <StateIcon state="stale" />
              </span>
            )}
            <span>
              {alone ? "" : `${title}: `}
              {overview === undefined ? "waiting for the first figures" : <Words overview={overview} />}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Words({ overview }: { readonly overview: Overview }) {
  if (overview.problem !== undefined) {
    return (
      <>
        {overview.at === 0 ? "no figures" : <>stale for <Ago at={overview.at} bare /></>} ({overview.problem.message.replace(/\.$/, "")})
      </>
    );
  }
  return <>{liveWords(overview)}</>;
}

/** How often the rows are measured, and what keeps them from more: "live every 20 s: 500 nodes within …". */
export function liveWords({ count, every, source, budget }: Pick<Overview, "count" | "every" | "source" | "budget">): string {
  const nodes = count === 1 ? "1 node" : `${count} nodes`;
  if (source === "prometheus") return `every ${duration(every)} from Prometheus: ${nodes} would exceed the budget of scrapes`;
  if (every <= 1000) return `live every ${duration(every)}`;
  const bound = budget === undefined ? `at ${Math.round(count / (every / 1000))} scrapes a second, within the budget` : `within the budget of ${budget} scrapes a second`;
  return `live every ${duration(every)}: ${nodes} ${bound}`;
}
