"use client";
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { AlertsHead } from "@/components/alerts/alerts-head";
import { Button } from "@/components/ui/button";
import { SourceNotes } from "@/components/alerts/triage/source-notes";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { StateIcon } from "@/components/ui/state";
import type { Cluster } from "@/lib/model/cluster";
import type { MayRespond } from "@/lib/model/alerting/may-respond";
import type { SilenceEntry } from "@/lib/model/alerting/silence";
import { problemOf } from "@/lib/model/problem";
import { duration } from "@/lib/model/units";
import { ExpireDialog } from "./expire-dialog";
import { extendSilence } from "./post-silence";
import { counted, type SilenceStart } from "./silence-draft";
import { SilenceRow, type SilenceAct } from "./silence-row";
import { SilencesTools } from "./silences-tools";
import { coveredCount, readSilencesSearch, searchSilences, writeSilencesSearch } from "./silences-search";
import { useSilences } from "./use-silences";

const SilenceDialog = lazy(() => import("./silence-dialog").then((module) => ({ default: module.SilenceDialog })));

/** Rows that are drawn at first, and more at a time. */
const rowsAtATime = 100;
const extension = 2 * 3_600_000;
/** How long the address waits for the next keystroke, ms. */
const settles = 250;

interface Props {
  readonly cluster: Cluster;
  /** The page's query as it was asked for. */
  readonly search: string;
  /** What the server knew when it drew the page. */
  readonly first: readonly SilenceEntry[] | undefined;
  readonly may: MayRespond;
}

/** Every silence of a cluster: whose, why, what it keeps quiet now and for how long. */
export function SilencesPage(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Inventory {...props} />
    </QueryClientProvider>
  );
}

type Open = { readonly dialog: "silence"; readonly start: SilenceStart } | { readonly dialog: "expire"; readonly silence: SilenceEntry };

function Inventory({ cluster, search: asked, first, may }: Props) {
  const [search, setSearch] = useState(() => readSilencesSearch(asked));
  const [most, setMost] = useState(rowsAtATime);
  const [open, setOpen] = useState<Open>();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ readonly ok: boolean; readonly sentence: string }>();
  const { silences, problem, again, live } = useSilences(cluster.id, first);
  useEffect(() => {
    const timer = setTimeout(() => {
      const next = `${window.location.pathname}${writeSilencesSearch(search)}`;
      if (next !== `${window.location.pathname}${window.location.search}`) window.history.replaceState(null, "", next);
    }, settles);
    return () => clearTimeout(timer);
  }, [search]);

  const wanted = useDeferredValue(search);
  const shown = useMemo(() => searchSilences(silences ?? [], wanted), [silences, wanted]);
  const extend = useCallback(
    async (silence: SilenceEntry) => {
      setBusy(true);
      try {
        await extendSilence(cluster.id, silence, silence.endsAt + extension);
        setTold({ ok: true, sentence: `Extended by ${duration(extension)}: ${silence.comment}` });
      } catch (error) {
        setTold({ ok: false, sentence: problemOf(error).message });
      }
      setBusy(false);
      again();
    },
    [cluster.id, again],
  );
  const onAct = useCallback(
    (act: SilenceAct, silence: SilenceEntry) => {
      setTold(undefined);
      if (act === "extend") void extend(silence);
      else setOpen(act === "expire" ? { dialog: "expire", silence } : { dialog: "silence", start: { kind: act, silence } });
    },
    [extend],
  );
  const close = () => {
    setOpen(undefined);
    again();
  };

  return (
    <div className="flex flex-col gap-4">
      <AlertsHead
        cluster={cluster}
        page="silences"
        title="Silences"
        aside={
          may.any ? (
            <Button onClick={() => setOpen({ dialog: "silence", start: { kind: "matchers", matchers: [] } })}>
              <Plus aria-hidden="true" width={15} height={15} />
              New silence
            </Button>
          ) : undefined
        }
      >
        {silences === undefined ? "What is kept quiet, by whom and why." : sentence(silences)}
        {may.reason === undefined ? null : <span className="block text-[13px]">{may.reason}</span>}
      </AlertsHead>
      <SilencesTools search={search} onChange={(patch) => setSearch((before) => ({ ...before, ...patch }))} />
      <p role="status" className={told === undefined ? "sr-only" : "flex items-start gap-2 text-[13px] wrap-anywhere"}>
        {told === undefined ? null : (
          <>
            <span className="mt-0.5">
              <StateIcon state={told.ok ? "ok" : "crit"} size={15} />
            </span>
            {told.sentence}
          </>
        )}
      </p>
      <SourceNotes heard={[{ cluster, state: live }]} />
      {problem === undefined ? null : <ProblemNote problem={problem} />}
      {silences === undefined ? problem === undefined ? <Skeleton className="h-24 w-full" label="Waiting for the silences" /> : null : shown.length === 0 ? (
        <p className="rounded-m border border-line bg-surface px-4 py-3 text-muted">{silences.length === 0 ? "Nothing is silenced." : "No silence is like that. Narrow less, or look at expired ones."}</p>
      ) : (
        <ul aria-label="Silences" className="rounded-m border border-line bg-surface">
          {shown.slice(0, most).map((silence) => (
            <SilenceRow key={silence.id} cluster={cluster.id} silence={silence} busy={busy} onAct={onAct} />
          ))}
        </ul>
      )}
      {shown.length > most ? (
        <Button className="self-start" onClick={() => setMost(most + 3 * rowsAtATime)}>
          Show more ({shown.length - most} left)
        </Button>
      ) : null}
      {open === undefined ? null : open.dialog === "expire" ? (
        <ExpireDialog cluster={cluster} silence={open.silence} onDone={() => setTold({ ok: true, sentence: `Expired: ${open.silence.comment}` })} onClose={close} />
      ) : (
        <Suspense>
          <SilenceDialog cluster={cluster.id} start={open.start} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}

/** "12 in force keep 31 alerts quiet; 2 match nothing." */
function sentence(silences: readonly SilenceEntry[]): string {
  const active = silences.filter(({ state }) => state === "active");
  if (active.length === 0) return "Nothing is silenced now.";
  const idle = active.filter((silence) => coveredCount(silence) === 0).length;
  return `${counted(active.length, "silence")} in force${idle === 0 ? "" : `, ${idle} of which ${idle === 1 ? "matches" : "match"} nothing now`}.`;
}
