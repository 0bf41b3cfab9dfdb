"use client";
import { useSyncExternalStore } from "react";
import { BellRing } from "lucide-react";
import { useNow } from "@/components/live";
import { Button } from "@/components/ui/button";
import { Go } from "@/components/ui/go";
import { useLive } from "@/components/ui/snapshots";
import type { Cluster } from "@/lib/model/cluster";
import { alertsHref } from "@/lib/model/alerting/hrefs";
import type { SilenceReminder } from "@/lib/model/alerting/summary";
import { duration } from "@/lib/model/units";
import { dismiss, dismissed, onDismissed } from "./dismissed";

const nobody: ReadonlySet<string> = new Set();

/** The person's silences that end soon, of all clusters, under each other. */
export function Reminding({ clusters }: { readonly clusters: readonly Pick<Cluster, "id" | "title">[] }) {
  return clusters.map(({ id, title }) => <OfCluster key={id} id={id} title={title} />);
}

function OfCluster({ id, title }: Pick<Cluster, "id" | "title">) {
  const state = useLive("reminders", id);
  const now = useNow(10_000);
  const gone = useSyncExternalStore(onDismissed, dismissed, () => nobody);
  const told = state.status === "ok" || state.status === "stale" ? state.value : [];
  const due = told.filter((reminder) => reminder.endsAt > now && !gone.has(nameOf(reminder)));
  if (due.length === 0) return null;
  return (
    <aside aria-label={`Your silences on ${title} that end soon`} className="border-b border-line bg-raised text-[13px]">
      <ul>
        {due.map((reminder) => (
          <li key={reminder.id} className="mx-auto flex max-w-[1440px] flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 min-[2200px]:max-w-[2880px] sm:px-6">
            <BellRing aria-hidden="true" width={15} height={15} className="shrink-0 text-muted" />
            <p className="min-w-0 flex-1 basis-64 wrap-anywhere">
              {reminderWords(reminder, title, now)}
            </p>
            <Go href={silenceHref(reminder)} className="font-medium underline underline-offset-2">
              Extend
            </Go>
            <Button className="h-7" onClick={() => dismiss(nameOf(reminder))}>
              Let it end
            </Button>
          </li>
        ))}
      </ul>
    </aside>
  );
}

const nameOf = ({ cluster, id, endsAt }: SilenceReminder) => `${cluster}/${id}/${endsAt}`;
const silenceHref = ({ cluster, id }: SilenceReminder) => alertsHref(cluster, "silences", { filter: id });

/** "Your silence “works” on Pollux ends in 20 min and covers 3 alerts." */
export function reminderWords({ comment, endsAt, covers }: Pick<SilenceReminder, "comment" | "endsAt" | "covers">, title: string, now: number): string {
  return `Your silence “${comment}” on ${title} ends in ${duration(endsAt - now)} and covers ${covers === 1 ? "one alert" : `${covers} alerts`}.`;
}
