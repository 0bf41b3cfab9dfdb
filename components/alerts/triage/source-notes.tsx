"use client";
import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import type { AlertSource } from "@/lib/model/alerting/alert";
import type { Heard } from "./gather-summaries";

const consequence = ({ kind, at }: AlertSource) =>
  at === undefined ? (kind === "alertmanager" ? "what it knows is missing here." : "alerts that wait for their time are missing here.") : kind === "alertmanager" ? "its last alerts are shown." : "alerts that wait for their time are shown as they were.";

/** Says whose alerts are old or missing, and why; nothing where everybody answers. */
export function SourceNotes({ heard }: { readonly heard: readonly Heard[] }) {
  const notes = heard.flatMap(({ cluster, state }) => {
    if (state.status === "failed") return [{ key: cluster.id, text: `Nothing is known of the alerts of ${cluster.title}. ${state.problem.message}`, at: undefined }];
    if (state.status === "loading") return [];
    if (state.value.sources.length === 0) return [{ key: cluster.id, text: `Nothing is known of the alerts of ${cluster.title}: Castor's settings name neither an Alertmanager nor a Prometheus of it.`, at: undefined }];
    const silent = state.value.sources.filter(({ problem }) => problem !== undefined);
    return [
      ...silent.map((source) => ({ key: `${cluster.id} ${source.name}`, text: `${source.name} does not answer; ${consequence(source)} ${source.problem ?? ""}`, at: source.at })),
      ...(state.status === "stale" ? [{ key: cluster.id, text: `No news of the alerts of ${cluster.title}. ${state.problem?.message ?? "Nothing failed, but nothing new has come."}`, at: state.at }] : []),
    ];
  });
  if (notes.length === 0) return null;
  return (
    <ul aria-label="What is not up to date" className="flex flex-col gap-0.5 rounded-m border border-line bg-surface px-4 py-2">
      {notes.map(({ key, text, at }) => (
        <li key={key} className="text-[13px] wrap-anywhere text-stale">
          <StateMark state="stale">{at === undefined ? "Missing" : "Stale"}</StateMark> {text.trim()}
          {at === undefined ? null : (
            <>
              {" "}
              Last news <Ago at={at} />.
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Titles of the clusters of which nothing fresh is known: no Alertmanager of theirs answers, they have none, or Castor hears nothing of them. */
export function unseenClusters(heard: readonly Heard[]): readonly string[] {
  return heard.flatMap(({ cluster, state }) => {
    if (state.status === "loading") return [];
    if (state.status !== "ok") return [cluster.title];
    const alertmanagers = state.value.sources.filter(({ kind }) => kind === "alertmanager");
    return alertmanagers.every(({ problem }) => problem !== undefined) ? [cluster.title] : [];
  });
}
