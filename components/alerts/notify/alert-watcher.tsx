"use client";
import { useEffect, useEffectEvent } from "react";
import { useRouter } from "next/navigation";
import { useServerClock } from "@/components/live";
import { useLive } from "@/components/ui/snapshots";
import { alertHref, alertsHref } from "@/lib/model/alerting/hrefs";
import type { WatchedCluster } from "./alert-notices";
import { chime } from "./chime";
import { noticeChoice } from "./notices";
import { unseen, type FreshAlert } from "./seen-alerts";
import { useLeading } from "./use-leading";

/** More than this at once are told together. */
const single = 3;

/** Listens to the clusters' fresh alerts and tells the person of new ones; one tab does it for all. Draws nothing. */
export function AlertWatcher({ clusters }: { readonly clusters: readonly WatchedCluster[] }) {
  const leads = useLeading("castor.alert-notices");
  return leads ? clusters.map((cluster) => <Watch key={cluster.id} cluster={cluster} />) : null;
}

function Watch({ cluster }: { readonly cluster: WatchedCluster }) {
  const state = useLive("alerting", cluster.id);
  const fresh = state.status === "ok" ? state.value.fresh : undefined;
  const clock = useServerClock();
  const router = useRouter();

  const tell = useEffectEvent((alerts: readonly FreshAlert[]) => {
    const choice = noticeChoice();
    const found = unseen(cluster.id, alerts, clock());
    const wanted = (severities: readonly string[]) => found.filter(({ severity }) => severities.includes(severity));
    if (wanted(choice.sound).length > 0) chime().catch(() => undefined);
    show(wanted(choice.desktop), cluster, (href) => {
      window.focus();
      router.push(href);
    });
  });
  useEffect(() => {
    if (fresh !== undefined) tell(fresh);
  }, [fresh]);
  return null;
}

function show(alerts: readonly FreshAlert[], { id, title }: WatchedCluster, go: (href: string) => void): void {
  if (alerts.length === 0 || !("Notification" in globalThis) || Notification.permission !== "granted") return;
  const notices =
    alerts.length > single
      ? [{ title: `${alerts.length} new alerts in ${title}`, body: alerts.slice(0, single).map((alert) => alert.title).join("\n"), tag: `${id}/many`, href: alertsHref(id) }]
      : alerts.map((alert) => ({ title: alert.title, body: `${alert.severity} · ${alert.name} · ${title}`, tag: `${id}/${alert.id}`, href: alertHref(id, alert.id) }));
  for (const { title: words, body, tag, href } of notices) {
    const notice = new Notification(words, { body, tag });
    notice.onclick = () => {
      notice.close();
      go(href);
    };
  }
}
