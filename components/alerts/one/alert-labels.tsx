import Link from "next/link";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import type { AlertReport } from "@/lib/model/alerting/report";

/** Long texts that stand elsewhere on the page. */
const shownElsewhere = new Set(["description", "message", "runbook_url"]);

/** Everything that names the alert; each label leads to all alerts that have it. */
export function AlertLabels({ cluster, report: { alert } }: { readonly cluster: string; readonly report: AlertReport }) {
  const notes = Object.entries(alert.annotations).filter(([name]) => !shownElsewhere.has(name));
  return (
    <section aria-label="Labels" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3.5 text-[13px]">
      <h2 className="mb-2 text-sm font-semibold tracking-tight">Labels</h2>
      <ul className="flex flex-wrap gap-1.5">
        {Object.entries(alert.labels).map(([name, value]) => (
          <li key={name}>
            <Link
              href={alertsHref(cluster, "triage", { filter: `${name}=${JSON.stringify(value)}` })}
              prefetch={false}
              aria-label={`All alerts with ${name}=${value}`}
              className="block rounded-s bg-sunken px-1.5 text-xs leading-6 wrap-anywhere text-muted hover:text-text hover:underline"
            >
              {name}={value}
            </Link>
          </li>
        ))}
      </ul>
      {notes.length === 0 ? null : (
        <dl className="mt-3 flex flex-col gap-1.5">
          {notes.map(([name, value]) => (
            <div key={name}>
              <dt className="text-xs text-muted">{name}</dt>
              <dd className="wrap-anywhere whitespace-pre-wrap">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="mt-3 text-xs text-muted">Known to {alert.sources.join(" and ")}.</p>
    </section>
  );
}
