"use client";
import { useDeferredValue, useState } from "react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { PanelBody } from "@/components/ui/panel-frame";
import { useLiveAt } from "@/components/ui/snapshots";
import type { Cluster, SurveyName } from "@/lib/model";
import { SurveyHead } from "./survey-head";
import { surveyHref, surveyTopic, type SurveySearch } from "./survey-search";
import { SurveySection } from "./survey-section";

const field = "h-8 w-52 rounded-s border border-line-field bg-surface px-2.5 text-[13px] text-text placeholder:text-faint max-sm:w-full";

/** One question about a cluster or a namespace, answered with what the person may read. */
export function SurveyPage({ cluster, survey, search }: { readonly cluster: Cluster; readonly survey: SurveyName; readonly search: SurveySearch }) {
  const [filter, setFilter] = useState("");
  const deferred = useDeferredValue(filter);
  const router = useRouter();
  const state = useLiveAt<"survey">(surveyTopic(cluster.id, survey, search));
  const { namespace } = search;
  return (
    <div className="flex flex-col gap-4">
      <SurveyHead cluster={cluster} survey={survey} namespace={namespace} />
      <form
        role="search"
        aria-label="Narrow what is shown"
        key={namespace ?? ""}
        onSubmit={(event) => {
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get("namespace");
          const name = typeof typed === "string" ? typed.trim() : "";
          router.push(surveyHref(cluster.id, { name: survey, ...(name === "" ? {} : { namespace: name }) }), { scroll: false });
        }}
        className="flex flex-wrap items-end gap-2"
      >
        <label className="flex flex-col gap-1 text-xs text-muted max-sm:w-full">
          Filter
          <input type="search" data-filter="" value={filter} onChange={({ target }) => setFilter(target.value)} placeholder="any word" autoComplete="off" spellCheck={false} className={field} />
        </label>
        <label className="flex flex-col gap-1 text-xs text-muted max-sm:w-full">
          Namespace
          <input name="namespace" defaultValue={namespace ?? ""} placeholder={survey === "rights" ? "default" : "all you may see"} autoComplete="off" autoCapitalize="off" spellCheck={false} maxLength={253} className={field} />
        </label>
        <Button type="submit">Show</Button>
        {survey === "rights" && cluster.kubeconfig === true ? (
          <a href={`/api/clusters/${cluster.id}/kubeconfig`} download={`${cluster.id}.kubeconfig`} className="ml-auto inline-flex h-8 items-center underline underline-offset-2">
            Download your kubeconfig
          </a>
        ) : null}
      </form>
      <div aria-busy={state.status === "loading"} className="flex flex-col gap-4 [&>[data-stale]]:flex [&>[data-stale]]:flex-col [&>[data-stale]]:gap-4">
        <PanelBody state={state}>
          {({ sections, unread }) => (
            <>
              {sections.map((section) => (
                <SurveySection key={section.title} section={section} cluster={cluster.id} filter={deferred} />
              ))}
              {unread.length === 0 ? null : <p className="text-[13px] text-muted">{unread.join(" ")}</p>}
            </>
          )}
        </PanelBody>
      </div>
    </div>
  );
}
