"use client";
import { useState } from "react";
import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { request, useServerClock } from "@/components/live";
import { DialogFrame } from "@/components/objects/actions/dialog-frame";
import type { Cluster } from "@/lib/model/cluster";
import type { SilenceProposal } from "@/lib/model/alerting/silence";
import type { FilterVocabulary } from "@/lib/model/alerting/triage";
import { problemOf } from "@/lib/model/problem";
import { draftsOf, firstDrafts, usualSpan, type Draft, type SilenceStart } from "./silence-draft";
import { SilenceForm } from "./silence-form";

export type { SilenceStart } from "./silence-draft";

interface Props {
  readonly cluster: string;
  readonly start: SilenceStart;
  /** Has to unmount it. */
  readonly onClose: () => void;
}

const titles = { selection: "Silence alerts", matchers: "New silence", edit: "Edit silence", recreate: "Recreate silence" } as const;
const once = { staleTime: Infinity, retry: false, refetchOnWindowFocus: false } as const;

/** Silences what is selected: with the smallest silences that do, or with matchers of one's own. Open while it is mounted. */
export function SilenceDialog(props: Props) {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <Dialog {...props} />
    </QueryClientProvider>
  );
}

function Dialog({ cluster: id, start, onClose }: Props) {
  const base = `/api/clusters/${encodeURIComponent(id)}`;
  const cluster = useQuery({ ...once, queryKey: ["cluster", id], queryFn: async ({ signal }) => (await request<{ cluster?: Cluster }>(base, { signal })).cluster ?? null });
  const words = useQuery({ ...once, queryKey: ["words", id], queryFn: ({ signal }) => request<FilterVocabulary>(`/api/triage/words?cluster=${encodeURIComponent(id)}`, { signal }) });
  const proposal = useQuery({
    ...once,
    queryKey: ["propose", start],
    queryFn: ({ signal }) => request<SilenceProposal>(`${base}/silences/propose`, { method: "POST", json: start.kind === "selection" ? start.selection : {}, signal }),
    enabled: start.kind === "selection",
  });
  const [edited, setEdited] = useState<readonly Draft[]>();
  const [busy, setBusy] = useState(false);
  const clock = useServerClock();
  const [first] = useState(() => {
    const silence = "silence" in start ? start.silence : undefined;
    const keepsEnd = start.kind === "edit" && silence !== undefined && silence.endsAt > clock();
    return { length: keepsEnd ? { until: silence.endsAt } : { span: usualSpan }, reason: silence?.comment ?? "" };
  });
  if (cluster.isPending) return null;

  const drafts = edited ?? firstDrafts(start) ?? (proposal.data === undefined ? undefined : draftsOf(proposal.data));
  // Where the cluster's own colours cannot be had it is treated as what one must be most careful with.
  const { title, accent, stage } = cluster.data ?? { title: id, accent: "indigo" as const, stage: "production" as const };
  return (
    <DialogFrame cluster={{ id, title, accent, stage }} title={titles[start.kind]} busy={busy} wide onClose={onClose}>
      <SilenceForm
        cluster={id}
        drafts={drafts}
        problem={proposal.error === null ? undefined : problemOf(proposal.error).message}
        onDrafts={(change) => setEdited((before) => change(before ?? drafts ?? []))}
        notes={proposal.data?.notes ?? []}
        selected={proposal.data?.selected ?? []}
        id={start.kind === "edit" ? start.silence.id : undefined}
        first={first}
        words={words.data}
        onBusy={setBusy}
      />
    </DialogFrame>
  );
}
