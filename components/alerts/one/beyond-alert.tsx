import type { ReactNode } from "react";
import Link from "next/link";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import type { AlertReport } from "@/lib/model/alerting/report";

/** What else the same cause touches, and which other alerts it probably made. */
export function BeyondAlert({ cluster, report: { cause, radius } }: { readonly cluster: string; readonly report: AlertReport }) {
  const touched = [
    { title: "Workloads", names: radius.workloads },
    { title: "Services", names: radius.services },
    { title: "Applications", names: radius.applications },
  ].filter(({ names }) => names.length > 0);
  const alone = cause === undefined || cause.others === 0;
  if (alone && touched.length === 0 && radius.pods === 0) return null;
  return (
    <section aria-label="What it touches" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3.5 text-[13px]">
      <h2 className="mb-1.5 text-sm font-semibold tracking-tight">What it touches</h2>
      {alone ? null : (
        <p className="mb-1.5 wrap-anywhere">
          Probably one cause with{" "}
          <Link href={`${alertsHref(cluster, "triage", { open: cause.id })}`} prefetch={false} className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current">
            {cause.others === 1 ? "1 other alert" : `${cause.others} other alerts`}
          </Link>
          : {cause.title}. <span className="text-muted">{cause.why}</span>
        </p>
      )}
      <dl className="flex flex-col gap-1">
        <Row title="Pods">{radius.pods}</Row>
        {touched.map(({ title, names }) => (
          <Row key={title} title={title}>
            {names.slice(0, 8).join(", ")}
            {names.length > 8 ? ` and ${names.length - 8} more` : ""}
          </Row>
        ))}
      </dl>
    </section>
  );
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="grid grid-cols-[6.5rem_1fr] gap-2">
      <dt className="text-muted">{title}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
