"use client";
import { useState, useSyncExternalStore } from "react";
import { useQuery } from "@tanstack/react-query";
import { request, useStreamStatus } from "@/components/live";
import { currentShade, onShade } from "@/components/tools/shade";
import { Go } from "@/components/ui/go";
import type { EmbeddedDashboard } from "@/lib/model/dashboard";
import type { TimeRange } from "@/lib/model/time-range";
import type { Opening } from "@/lib/model/tool";
import { soloAddress } from "./solo-address";
import { SoloPanel, SoloWaiting } from "./solo-panel";

const link = "underline decoration-line-strong underline-offset-2 hover:decoration-current";

/**
 * The panels of one dashboard. The first frame goes ahead: it brings the sign-in of the tool's own host with
 * it, and the others follow when it has arrived. Where the tool can't be shown, the reason stands there instead.
 */
export function SoloPanels({ cluster, dashboard, range }: { readonly cluster: string; readonly dashboard: EmbeddedDashboard; readonly range: TimeRange }) {
  const [open, setOpen] = useState(false);
  const shade = useSyncExternalStore(onShade, currentShade, () => "light" as const);
  const signedOut = useStreamStatus() === "signed-out";
  const opening = useQuery({
    queryKey: ["grafana-opening", cluster],
    queryFn: ({ signal }) => request<Opening>(`/api/clusters/${encodeURIComponent(cluster)}/tools/grafana/opening`, { signal }),
    // While it can't be shown, whether it can now.
    refetchInterval: ({ state }) => (state.data !== undefined && state.data.state !== "ready" ? 15_000 : false),
    retry: false,
  });
  // What the tool showed must not stay on the screen of whoever has signed out.
  if (signedOut) return <p className="text-[13px] text-muted">You are signed out, and with that of Grafana, too.</p>;
  if (opening.data !== undefined && opening.data.state !== "ready") return <NotHere opening={opening.data} href={dashboard.href} />;
  const [first, ...others] = dashboard.panels.map(({ id, title }) => ({ title, src: soloAddress(dashboard, id, { shade, range }) }));
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      {first === undefined ? null : <SoloPanel key={first.src} {...first} onArrived={() => setOpen(true)} />}
      {others.map(({ title, src }) => (open ? <SoloPanel key={src} title={title} src={src} onArrived={() => undefined} /> : <SoloWaiting key={src} title={title} />))}
    </div>
  );
}

function NotHere({ opening: { sentence, advice }, href }: { readonly opening: Opening; readonly href: string }) {
  return (
    <div role="status" className="max-w-prose text-[13px]">
      <p className="font-medium">{sentence}</p>
      {advice === undefined ? null : <p className="text-muted">{advice}</p>}
      <p>
        <Go href={href} className={link}>
          Try the whole dashboard
        </Go>
      </p>
    </div>
  );
}
