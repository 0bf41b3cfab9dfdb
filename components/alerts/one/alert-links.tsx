import { Activity, BellRing, BookOpen, Box, Boxes, Database, GitBranch, LineChart, ScrollText, Server, type LucideIcon } from "lucide-react";
import { Go } from "@/components/ui/go";
import type { AlertLink, AlertReport } from "@/lib/model/alerting/report";

const icons: Readonly<Record<AlertLink["kind"], LucideIcon>> = {
  node: Server,
  pod: Box,
  workload: Boxes,
  claim: Database,
  application: GitBranch,
  grafana: LineChart,
  prometheus: Activity,
  alertmanager: BellRing,
  runbook: BookOpen,
  logs: ScrollText,
};

/** Where one goes from an alert: what it is about, its runbook, the tools that know more. */
export function AlertLinks({ report: { links } }: { readonly report: AlertReport }) {
  if (links.length === 0) return null;
  return (
    <nav aria-label="Where to look next" className="rounded-m border border-line bg-surface px-4 pt-3 pb-3">
      <h2 className="mb-1.5 font-semibold tracking-tight">Where to look next</h2>
      <ul className="grid gap-x-4 gap-y-0.5 text-[13px] sm:grid-cols-2">
        {links.map(({ kind, title, href }) => {
          const Icon = icons[kind];
          return (
            <li key={`${kind} ${href}`} className="flex min-w-0 items-start gap-2 py-1">
              <Icon aria-hidden="true" width={15} height={15} className="mt-0.5 shrink-0 text-faint" />
              <Go href={href} className="min-w-0 wrap-anywhere underline decoration-line-strong underline-offset-2 hover:decoration-current">
                {title}
              </Go>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
