import Link from "next/link";
import { Ago } from "@/components/ui/ago";
import { duration } from "@/lib/model";
import { alertHref } from "@/lib/model/alerting/hrefs";
import type { AlertReport } from "@/lib/model/alerting/report";

/** When the same rule fired before, for whom, and how long it took until it was over. */
export function SimilarAlerts({ cluster, report: { similar, alert } }: { readonly cluster: string; readonly report: AlertReport }) {
  if (similar.length === 0) return null;
  return (
    <section aria-label="Similar before" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3 text-[13px]">
      <h2 className="mb-1 text-sm font-semibold tracking-tight">{alert.name} before</h2>
      <ul>
        {similar.map((one) => (
          <li key={`${one.alert} ${one.at}`} className="grid grid-cols-[1fr_auto] gap-x-3 border-t border-line py-1.5 first:border-t-0">
            <Link href={alertHref(cluster, one.alert)} prefetch={false} className="min-w-0 wrap-anywhere underline decoration-line-strong underline-offset-2 hover:decoration-current">
              {one.differs.length === 0 ? "The same" : one.differs.map((label) => `${label}=${one.labels[label] ?? ""}`).join(" ")}
            </Link>
            <span className="text-right whitespace-nowrap text-muted">
              <Ago at={one.at} every={60_000} />
              {one.lasted === undefined ? "" : `, for ${duration(one.lasted)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
