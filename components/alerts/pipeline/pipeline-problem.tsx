import { Chip, StateMark, type State } from "@/components/ui/state";
import type { PipelineProblem } from "@/lib/model/alerting/pipeline";

export const problemStates: Readonly<Record<PipelineProblem["severity"], State>> = { critical: "crit", warning: "warn", info: "info" };

/** What is wrong with the alerting itself, worst first, each with what to do; or that nothing is. */
export function PipelineProblems({ problems, onShow }: { readonly problems: readonly PipelineProblem[]; readonly onShow: (station: PipelineProblem["station"]) => void }) {
  return (
    <section aria-label="What is wrong with the alerting" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3.5">
      {problems.length === 0 ? (
        <p>
          <StateMark state="ok">Alerts get through.</StateMark> <span className="text-muted">Everything on their way answers, and the people who should be told are.</span>
        </p>
      ) : (
        <>
          <h2 className="mb-2.5 text-sm font-semibold tracking-tight">{problems.length === 1 ? "One thing is wrong with the alerting itself" : `${problems.length} things are wrong with the alerting itself`}</h2>
          <ul className="flex flex-col divide-y divide-line">
            {problems.map((problem) => (
              <li key={problem.id} className="py-2.5 first:pt-0 last:pb-0">
                <OneProblem problem={problem} onShow={onShow} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function OneProblem({ problem: { severity, title, detail, said, station }, onShow }: { readonly problem: PipelineProblem; readonly onShow: (station: PipelineProblem["station"]) => void }) {
  return (
    <div className="grid gap-x-3 gap-y-1 sm:grid-cols-[6rem_minmax(0,1fr)]">
      <div>
        <Chip state={problemStates[severity]}>{severity}</Chip>
      </div>
      <div className="min-w-0">
        <h3 className="font-medium wrap-anywhere">{title}</h3>
        <p className="max-w-prose text-[13px] wrap-anywhere text-muted">{detail}</p>
        {said === undefined ? null : (
          <pre tabIndex={0} aria-label={`What was said: ${title}`} className="mt-1.5 max-h-32 overflow-auto rounded-s border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5 whitespace-pre-wrap wrap-anywhere">
            {said}
          </pre>
        )}
        <button type="button" onClick={() => onShow(station)} className="hit mt-1 text-[13px] text-muted underline decoration-line-strong underline-offset-2 hover:text-text">
          Show where<span className="sr-only"> on an alert’s way: {title}</span>
        </button>
      </div>
    </div>
  );
}
