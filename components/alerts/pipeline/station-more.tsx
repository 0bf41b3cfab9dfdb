import { Go } from "@/components/ui/go";
import { StateMark } from "@/components/ui/state";
import type { PipelineProblem, PipelineStation } from "@/lib/model/alerting/pipeline";
import type { Cluster } from "@/lib/model/cluster";
import { StationFigures } from "./station-figures";
import { problemStates } from "./pipeline-problem";
import { stationWords } from "./station-words";

/** A station in detail: how it works, all its numbers, what is wrong there, and where to go from here. */
export function StationMore({ station: { id, figures }, problems, cluster }: { readonly station: PipelineStation; readonly problems: readonly PipelineProblem[]; readonly cluster: Cluster }) {
  const { home, more, links } = stationWords[id];
  return (
    <div className="grid gap-x-8 gap-y-3 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex max-w-prose flex-col gap-1.5 text-[13px]">
        <p className="text-xs text-muted">Done by {home}</p>
        {more.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div className="flex flex-col gap-1.5">
        <p className="text-xs text-muted">Here, now</p>
        <StationFigures figures={figures} />
        {problems.map(({ id: problem, severity, title }) => (
          <p key={problem} className="text-[13px]">
            <StateMark state={problemStates[severity]}>{severity}</StateMark> {title}
          </p>
        ))}
      </div>
      <ul className="flex flex-col gap-1 text-[13px]">
        {links(cluster).map(({ title, href }) => (
          <li key={title}>
            <Go href={href} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">
              {title}
            </Go>
          </li>
        ))}
      </ul>
    </div>
  );
}
