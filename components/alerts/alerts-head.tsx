import Link from "next/link";
import type { ReactNode } from "react";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import type { Cluster } from "@/lib/model";
import { alertsHref, alertsPages, type AlertsPage } from "@/lib/model/alerting/hrefs";

const pages = Object.keys(alertsPages) as readonly AlertsPage[];

/** The head of every page about one cluster's alerts: where one is, a sentence, and the other pages beside it. */
export function AlertsHead({ cluster, page, title, children, aside }: { readonly cluster: Cluster; readonly page: AlertsPage | undefined; readonly title: string; readonly children?: ReactNode; readonly aside?: ReactNode }) {
  return (
    <ClusterBand cluster={cluster} label={title}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-4 pr-4 pl-4 sm:pl-5">
        <h1 className="min-w-0 text-[22px] leading-7 font-semibold tracking-tight wrap-anywhere">{title}</h1>
        <Link href={`/clusters/${cluster.id}`} prefetch={false} className="text-muted hover:underline">
          {cluster.title}
        </Link>
        <StageBadge stage={cluster.stage} />
        <span className="flex-1" />
        {aside}
        {children === undefined ? null : <div className="w-full text-muted">{children}</div>}
      </header>
      <nav aria-label="Alerts" className="overflow-x-auto px-4 pt-2 sm:px-5">
        <ul className="flex gap-5">
          {pages.map((one) => (
            <li key={one}>
              <Link
                href={alertsHref(cluster.id, one)}
                prefetch={false}
                aria-current={one === page ? "page" : undefined}
                className="block border-b-2 border-transparent pb-2.5 whitespace-nowrap text-muted hover:text-text aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-text"
              >
                {alertsPages[one].title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </ClusterBand>
  );
}
