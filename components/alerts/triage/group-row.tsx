"use client";
import { Fragment, memo } from "react";
import { ChevronRight } from "lucide-react";
import { Ago } from "@/components/ui/ago";
import { Button } from "@/components/ui/button";
import { Go } from "@/components/ui/go";
import { Skeleton } from "@/components/ui/skeleton";
import { Chip, StateMark } from "@/components/ui/state";
import { alertStates } from "@/lib/model/alerting/alert";
import type { CauseGroup } from "@/lib/model/alerting/triage";
import type { Cluster } from "@/lib/model/cluster";
import { AlertRow } from "./alert-row";
import type { Commands } from "./commands";
import { groupKey } from "./selection";
import { alertsAtATime } from "./triage-search";
import { countLook, lookOf, many, radiusNames, radiusWords, severityWords, takenWords } from "./words";

interface Props {
  readonly group: CauseGroup;
  /** Named where several clusters are shown. */
  readonly cluster: Pick<Cluster, "title" | "accent"> | undefined;
  /** How many of its alerts were asked for; undefined while it is closed. */
  readonly open: number | undefined;
  readonly filter: string;
  readonly selected: boolean;
  /** Keys of its alerts that are selected one by one, joined: so that a row is drawn anew only when its own change. */
  readonly picked: string;
  readonly commands: Commands;
}

const kindWords: Readonly<Record<CauseGroup["kind"], string>> = { node: "Node", workload: "Workload", claim: "Claim", application: "Application", pod: "Pod", target: "Target", alert: "Alert" };

/** The columns that rows and the line above them share. */
export const rowColumns =
  "grid grid-cols-[auto_auto_1fr_auto] gap-x-2.5 sm:grid-cols-[auto_92px_1fr_auto] sm:gap-x-3 xl:grid-cols-[16px_92px_minmax(0,1fr)_190px_230px_140px_76px]";

/** Alerts that probably have one cause: how bad, what, why together, how much it touches, who has it; opens to its alerts. */
export const GroupRow = memo(function GroupRow({ group, cluster, open, filter, selected, picked, commands }: Props) {
  const { id, kind, title, why, href, severity, state, since, counts, names, radius, alerts } = group;
  const key = groupKey(group);
  const taken = takenWords(group);
  const touched = radiusWords(radius);
  const total = alertStates.reduce((sum, one) => sum + counts[one], 0);
  const body = `alerts-${id}`;
  return (
    <li data-item={key} data-accent={cluster?.accent} className="border-t border-line [content-visibility:auto] [contain-intrinsic-size:auto_64px] first:border-t-0">
      <div
        data-selected={selected}
        className={`relative ${rowColumns} items-start gap-y-1 px-3 py-2 hover:bg-sunken has-[[data-row]:focus-visible]:outline-2 has-[[data-row]:focus-visible]:-outline-offset-2 has-[[data-row]:focus-visible]:outline-focus data-[selected=true]:bg-info-bg sm:px-4`}
      >
        {cluster === undefined ? null : <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
        <input type="checkbox" aria-label={`Select ${title}`} checked={selected} onChange={() => commands.select(key)} className="relative z-10 mt-[3px] size-4 accent-(--focus)" />
        <Chip state={lookOf(severity, state)}>{severityWords[severity]}</Chip>
        <div className="min-w-0 max-sm:col-span-4 max-sm:row-start-2">
          <h3 className="text-sm leading-[22px] font-semibold wrap-anywhere">
            <button type="button" data-row={key} aria-expanded={open !== undefined} aria-controls={body} onClick={() => commands.open(id)} className="scroll-mb-28 text-left outline-none after:absolute after:inset-0 after:content-['']">
              <ChevronRight aria-hidden="true" width={14} height={14} className={`mr-1 inline align-[-2px] text-faint ${open === undefined ? "" : "rotate-90"}`} />
              {title}
            </button>
          </h3>
          <p className="text-[13px] wrap-anywhere text-muted">
            {cluster === undefined ? null : <span className="font-medium text-accent">{cluster.title} · </span>}
            {why}
          </p>
        </div>
        <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-xs leading-[22px] max-xl:col-start-3 max-xl:row-start-2 max-sm:col-span-4 max-sm:col-start-1 max-sm:row-start-3 xl:contents">
          <p className="flex flex-wrap gap-x-2.5">
            {alertStates.map((one) =>
              counts[one] === 0 ? null : (
                <StateMark key={one} state={countLook(severity, one)}>
                  {counts[one].toLocaleString("en")} {one}
                </StateMark>
              ),
            )}
          </p>
          <p title={radiusNames(radius)} className="relative z-10 w-fit max-xl:empty:hidden">
            {touched.length === 0 ? null : (
              <>
                <span className="sr-only">Touches </span>
                {touched.map((words, index) => (
                  <Fragment key={words}>
                    {index === 0 ? "" : " · "}
                    <span className="whitespace-nowrap">{words}</span>
                  </Fragment>
                ))}
              </>
            )}
          </p>
          <p className="wrap-anywhere max-xl:empty:hidden">{taken !== undefined ? <StateMark state="info">{taken}</StateMark> : state === "firing" ? <span className="text-muted max-xl:hidden">Nobody yet</span> : null}</p>
        </div>
        <div className="flex flex-col items-end text-[13px] leading-[22px] text-muted max-sm:col-start-4 max-sm:row-start-1 max-sm:flex-row-reverse max-sm:gap-2.5">
          <Ago at={since} bare every={10_000} />
          {href === undefined ? null : (
            <span className="relative z-10">
              <Go href={href} className="hit text-xs underline decoration-line-strong underline-offset-2 hover:text-text hover:decoration-current">
                {kindWords[kind]}
                <span className="sr-only"> {title}</span>
              </Go>
            </span>
          )}
        </div>
      </div>
      <div id={body} hidden={open === undefined}>
        {open === undefined ? null : (
          <div className="border-t border-line bg-sunken pb-1 sm:pl-7">
            <p className="px-3 py-1.5 text-xs text-muted sm:px-4">{names.map(([name, count]) => (count === 1 ? name : `${name} × ${count.toLocaleString("en")}`)).join(", ")}</p>
            {alerts === undefined ? (
              <p className="flex flex-col gap-2 px-4 py-3">
                <Skeleton className="h-5 w-4/5" label="Waiting for its alerts" />
                <Skeleton className="h-5 w-3/5" />
              </p>
            ) : (
              <ul aria-label={`Alerts: ${title}`}>
                {alerts.map((alert) => (
                  <AlertRow key={alert.id} alert={alert} group={id} filter={filter} whole={selected} selected={picked.includes(alert.id)} commands={commands} />
                ))}
              </ul>
            )}
            {alerts !== undefined && alerts.length < total ? (
              <p className="flex flex-wrap items-center gap-3 px-4 py-2 text-[13px] text-muted">
                <Button onClick={() => commands.more(id)}>{Math.min(alertsAtATime, total - alerts.length)} more</Button>
                {many(total - alerts.length, "alert is", "alerts are")} not shown
              </p>
            ) : null}
          </div>
        )}
      </div>
    </li>
  );
});
