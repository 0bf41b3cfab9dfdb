"use client";
import { memo, useMemo, useState } from "react";
import Link from "next/link";
import { FiresIn } from "@/components/alerts/fires-in";
import { Ago } from "@/components/ui/ago";
import { Go } from "@/components/ui/go";
import { StateIcon, StateMark } from "@/components/ui/state";
import { hasTerm, labelTerm } from "@/lib/model/alerting/filter-terms";
import { alertHref } from "@/lib/model/alerting/hrefs";
import { labelRank } from "@/lib/model/alerting/label-rank";
import type { TriageAlert } from "@/lib/model/alerting/triage";
import type { Commands } from "./commands";
import { alertKey } from "./selection";
import { lookOf, severityWords } from "./words";

interface Props {
  readonly alert: TriageAlert;
  readonly group: string;
  readonly filter: string;
  /** Its whole group is selected, and it with it. */
  readonly whole: boolean;
  readonly selected: boolean;
  readonly commands: Commands;
}

/** How many labels are shown at first: the most telling. */
const telling = 5;
/** Said elsewhere in the row. */
const said = new Set(["alertname", "severity"]);

/** One alert of an open group: what is wrong, with what, since when, and why nobody hears of it. */
export const AlertRow = memo(function AlertRow({ alert, filter, whole, selected, commands }: Props) {
  const { id, cluster, name, severity, state, title, subject, labels, since, firesAt, resolvedAt, suppressed, acknowledgement, stale } = alert;
  const key = alertKey(alert);
  const on = whole || selected;
  return (
    <li data-item={key} data-stale={stale === true} className="border-t border-line">
      <div
        // A whole group says by its own row that it is selected.
        data-selected={selected && !whole}
        className="relative grid grid-cols-[auto_auto_1fr_auto] items-start gap-x-2.5 px-3 py-2 has-[[data-row]:focus-visible]:outline-2 has-[[data-row]:focus-visible]:-outline-offset-2 has-[[data-row]:focus-visible]:outline-focus data-[selected=true]:bg-info-bg sm:px-4"
      >
        <input
          type="checkbox"
          aria-label={`Select ${title}`}
          title={whole ? "Selected with its group" : undefined}
          checked={on}
          disabled={whole || state === "resolved"}
          onChange={() => commands.select(key)}
          className="mt-0.5 size-4 accent-(--focus)"
        />
        <span className="pt-[3px]">
          <StateIcon state={lookOf(severity, state)} />
          <span className="sr-only">{severityWords[severity]}</span>
        </span>
        <div className="min-w-0 text-[13px]">
          <p className="wrap-anywhere">
            <Link href={alertHref(cluster, id)} prefetch={false} data-row={key} className="scroll-mb-28 font-medium underline decoration-line-strong underline-offset-2 outline-none hover:decoration-current">
              {title}
            </Link>{" "}
            {subject.href === undefined ? <span className="text-muted">{subject.title}</span> : (
              <Go href={subject.href} className="text-muted underline decoration-line-strong underline-offset-2 hover:text-text">
                {subject.title}
              </Go>
            )}
          </p>
          <p className="flex flex-wrap items-baseline gap-x-2.5 text-xs text-muted">
            <code className="font-mono wrap-anywhere">{name}</code>
            {state === "pending" ? <StateMark state="info">Pending</StateMark> : null}
            {state === "pending" && firesAt !== undefined ? <FiresIn at={firesAt} /> : null}
            {state === "suppressed" ? <StateMark state="plain">Suppressed</StateMark> : null}
            {suppressed === undefined ? null : <span className="wrap-anywhere">{suppressed}</span>}
            {state === "resolved" ? <StateMark state="ok">Resolved</StateMark> : null}
            {stale === true ? <StateMark state="stale">Last known</StateMark> : null}
            {acknowledgement === undefined ? null : (
              <span className="wrap-anywhere">
                <StateMark state="info">{acknowledgement.by.name} has it</StateMark> {acknowledgement.note}
              </span>
            )}
          </p>
          <Labels labels={labels} subject={subject} filter={filter} onTerm={commands.term} />
        </div>
        <span className="pt-px text-xs text-muted">
          {resolvedAt === undefined ? (
            <Ago at={since} bare every={10_000} />
          ) : (
            <>
              ended <Ago at={resolvedAt} every={10_000} />
            </>
          )}
        </span>
      </div>
    </li>
  );
});

/** Whoever measured it has labels of its own, which tell nothing about what is wrong. */
const measuring = new Set(["instance", "endpoint", "job", "service", "metrics_path", "uid", "prometheus", "prometheus_replica"]);

/** Labels narrow the page to alerts that have them, too; the most telling first. */
function Labels({ labels, subject, filter, onTerm }: Pick<TriageAlert, "labels" | "subject"> & { readonly filter: string; readonly onTerm: Commands["term"] }) {
  const [all, setAll] = useState(false);
  const sorted = useMemo(() => {
    const about = new Set([...subject.title.split("/"), subject.name]);
    const rank = (name: string, value: string) => (about.has(value) ? -1 : labelRank(name, labels) + (measuring.has(name) ? 100 : 0));
    return Object.entries(labels)
      .filter(([name]) => !said.has(name))
      .sort(([a, x], [b, y]) => rank(a, x) - rank(b, y) || a.localeCompare(b, "en"));
  }, [labels, subject]);
  const shown = all ? sorted : sorted.slice(0, telling);
  return (
    <div role="group" aria-label="Labels" className={`mt-1 flex flex-wrap gap-1 ${all ? "" : "max-sm:[&>[aria-pressed]:nth-of-type(n+3)]:hidden"}`}>
      {shown.map(([name, value]) => {
        const term = labelTerm(name, value);
        const on = hasTerm(filter, term);
        return (
          <button
            key={name}
            type="button"
            aria-pressed={on}
            title={on ? "Take it out of the filter" : "Only alerts with this label"}
            onClick={() => onTerm(term)}
            className="max-w-full rounded-[4px] border border-line bg-surface px-1.5 text-left font-mono text-[11px] leading-[22px] wrap-anywhere text-muted hover:border-faint hover:text-text aria-pressed:border-focus aria-pressed:text-text"
          >
            {name}={value}
          </button>
        );
      })}
      {sorted.length > 2 ? (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)} className={`${sorted.length > telling ? "" : "sm:hidden"} rounded-[4px] px-1.5 text-[11px] leading-6 text-muted underline decoration-line-strong underline-offset-2 hover:text-text`}>
          {all ? "fewer" : "all labels"}
        </button>
      ) : null}
    </div>
  );
}
