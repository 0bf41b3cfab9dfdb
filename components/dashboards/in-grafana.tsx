"use client";
import { useId, useState } from "react";
import { LineChart } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Go } from "@/components/ui/go";
import type { EmbeddedDashboard } from "@/lib/model/dashboard";
import type { TimeRange } from "@/lib/model/time-range";
import { SoloPanels } from "./solo-panels";

/** In the address: the dashboard that is open. */
const parameter = "grafana";

function writeAddress(uid: string | undefined): void {
  const url = new URL(window.location.href);
  if (uid === undefined) url.searchParams.delete(parameter);
  else url.searchParams.set(parameter, uid);
  if (url.href !== window.location.href) window.history.replaceState(null, "", url);
}

/** The dashboards about something: their names, and as soon as a person wants it their first panels. Drawn by the browser only. */
export function InGrafana({ cluster, dashboards, range }: { readonly cluster: string; readonly dashboards: readonly EmbeddedDashboard[]; readonly range: TimeRange }) {
  const [uid, setUid] = useState(() => new URL(window.location.href).searchParams.get(parameter) ?? undefined);
  const body = useId();
  const open = dashboards.find((one) => one.uid === uid);
  const choose = (next: string | undefined) => {
    setUid(next);
    writeAddress(next);
  };
  return (
    <section aria-label="In Grafana" className="min-w-0 rounded-m border border-line bg-surface px-4 pt-2.5 pb-3 text-[13px]">
      <header className="flex items-center justify-between gap-3">
        <h2 className="flex items-center gap-2 text-sm font-semibold tracking-tight">
          <LineChart aria-hidden="true" width={15} height={15} className="shrink-0 text-faint" />
          In Grafana
        </h2>
        <Button aria-expanded={open !== undefined} aria-controls={body} onClick={() => choose(open === undefined ? dashboards[0]?.uid : undefined)}>
          {open === undefined ? "Show here" : "Hide"}
        </Button>
      </header>
      <div id={body} className="mt-1.5 flex flex-col gap-3">
        {open === undefined ? <Names dashboards={dashboards} /> : <Opened cluster={cluster} dashboards={dashboards} open={open} range={range} onChoose={choose} />}
      </div>
    </section>
  );
}

function Names({ dashboards }: { readonly dashboards: readonly EmbeddedDashboard[] }) {
  return (
    <ul className="flex flex-col gap-1">
      {dashboards.map(({ uid, title, about, href }) => (
        <li key={uid} className="min-w-0">
          <Go href={href} className="font-medium wrap-anywhere underline decoration-line-strong underline-offset-2 hover:decoration-current">
            {title}
          </Go>{" "}
          <span className="text-muted">{about}</span>
        </li>
      ))}
    </ul>
  );
}

function Opened({ cluster, dashboards, open, range, onChoose }: { readonly cluster: string; readonly dashboards: readonly EmbeddedDashboard[]; readonly open: EmbeddedDashboard; readonly range: TimeRange; readonly onChoose: (uid: string) => void }) {
  return (
    <>
      {dashboards.length < 2 ? null : (
        <div role="group" aria-label="Dashboard" className="flex flex-wrap gap-1.5">
          {dashboards.map(({ uid, title }) => (
            <button
              key={uid}
              type="button"
              aria-pressed={uid === open.uid}
              onClick={() => onChoose(uid)}
              className="min-h-7 rounded-s border border-line-strong bg-sunken px-2.5 py-0.5 text-left wrap-anywhere text-muted hover:border-faint aria-pressed:bg-raised aria-pressed:font-medium aria-pressed:text-text"
            >
              {title}
            </button>
          ))}
        </div>
      )}
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="min-w-0 text-muted">{dashboards.length < 2 ? `${open.title}. ${open.about}` : open.about}</span>
        <Go href={open.href} className="underline decoration-line-strong underline-offset-2 hover:decoration-current">
          Whole dashboard
        </Go>
      </p>
      <SoloPanels cluster={cluster} dashboard={open} range={range} />
    </>
  );
}
