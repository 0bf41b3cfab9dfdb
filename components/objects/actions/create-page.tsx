"use client";
import { lazy, Suspense, useId, useState } from "react";
import Link from "next/link";
import { ClusterBand, StageBadge } from "@/components/clusters/cluster-head";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useLive } from "@/components/ui/snapshots";
import { StateMark } from "@/components/ui/state";
import type { Cluster } from "@/lib/model/cluster";
import { CreationList } from "./creation-list";
import { kubectlLine, withInput } from "./kubectl";
import { KubectlNote } from "./kubectl-note";
import { createAll, creationOf, type Creation, type CreationState } from "./yaml/creating";
import { isMistake, readManifests, type YamlMistake } from "./yaml/manifest";

const CodeEditor = lazy(() => import("./yaml/code-editor").then((module) => ({ default: module.CodeEditor })));

const example = `apiVersion: v1
kind: ConfigMap
metadata:
  name: example
data:
  greeting: hello
`;

/** Makes objects of a text with one or more documents: asked of Kubernetes first, then created one after the other. */
export function CreatePage({ cluster, namespace: initial }: { readonly cluster: Cluster; readonly namespace: string }) {
  const kinds = useLive("kinds", cluster.id);
  const [namespace, setNamespace] = useState(initial);
  const [mistake, setMistake] = useState<YamlMistake>();
  const [states, setStates] = useState<readonly CreationState[]>();
  const [phase, setPhase] = useState<"writing" | "checking" | "checked" | "creating" | "created">("writing");
  const [text, setText] = useState(example);
  const [checked, setChecked] = useState<readonly Creation[]>([]);
  const [namespaceId, mistakeId] = [useId(), useId()];
  const known = kinds.status === "ok" || kinds.status === "stale" ? kinds.value : undefined;
  const busy = phase === "checking" || phase === "creating";

  const again = () => {
    setPhase("writing");
    setMistake(undefined);
    setStates(undefined);
  };
  const check = async () => {
    if (known === undefined || busy) return;
    const manifests = readManifests(text);
    if (isMistake(manifests)) return setMistake(manifests);
    const found = manifests.map((manifest) => creationOf(manifest, known, namespace.trim()));
    const wrong = found.find((one) => typeof one === "string");
    if (wrong !== undefined) return setMistake({ sentence: wrong });
    const creations = found.filter((one) => typeof one !== "string");
    setChecked(creations);
    setMistake(undefined);
    setPhase("checking");
    await createAll(cluster.id, creations, true, setStates);
    setPhase("checked");
  };
  const create = async () => {
    if (busy) return;
    setPhase("creating");
    await createAll(cluster.id, checked, false, setStates);
    setPhase("created");
  };

  return (
    <div className="flex flex-col gap-4">
      <ClusterBand cluster={cluster} label="Create objects">
        <header className="flex flex-col gap-1 py-3 pr-4 pl-5">
          <nav aria-label="Where you are" className="flex flex-wrap items-center gap-x-1.5 text-[13px] text-muted">
            <Link href={`/clusters/${cluster.id}`} prefetch={false} className="hover:text-text hover:underline">
              {cluster.title}
            </Link>
            <span aria-hidden="true">·</span>
            <Link href={`/clusters/${cluster.id}/objects`} prefetch={false} className="hover:text-text hover:underline">
              Objects
            </Link>
            <span className="ml-auto">
              <StageBadge stage={cluster.stage} />
            </span>
          </nav>
          <h1 className="text-[22px] leading-7 font-semibold tracking-tight">Create from YAML</h1>
          <p className="text-muted">One document or several, with --- between them. Kubernetes is asked first what it says to each.</p>
        </header>
      </ClusterBand>
      <div className="flex flex-col gap-1">
        <label htmlFor={namespaceId} className="text-[13px] font-medium">
          Namespace, for documents that name none
        </label>
        <input
          id={namespaceId}
          value={namespace}
          onChange={({ target }) => {
            setNamespace(target.value);
            again();
          }}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={63}
          className="h-8 w-72 rounded-s border border-line-field bg-surface px-2.5 text-[13px] max-sm:w-full"
        />
      </div>
      <Suspense fallback={<Skeleton className="h-72 w-full" label="Loading the editor" />}>
        <CodeEditor
          label="YAML of the new objects"
          initial={example}
          onChange={(next) => {
            setText(next);
            again();
          }}
          describedBy={mistakeId}
        />
      </Suspense>
      <div id={mistakeId} className="empty:hidden">
        {mistake === undefined ? null : (
          <p role="alert" className="text-[13px]">
            <StateMark state="crit">{mistake.line === undefined ? "This cannot be created." : `Line ${mistake.line}:`}</StateMark> {mistake.sentence}
          </p>
        )}
      </div>
      {states === undefined ? null : <CreationList cluster={cluster.id} states={states} total={checked.length} created={phase === "creating" || phase === "created"} />}
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="mr-auto text-[13px] text-muted">{known === undefined ? "Asking the cluster which kinds it knows…" : busy ? "Under way…" : ""}</p>
        {phase === "created" ? null : (
          <Button aria-disabled={busy || known === undefined} className="aria-disabled:text-faint" onClick={() => void check()}>
            Check
          </Button>
        )}
        {phase === "checked" || phase === "creating" ? (
          <Button aria-disabled={busy} className="not-aria-disabled:border-text aria-disabled:text-faint" onClick={() => void create()}>
            Create in {cluster.title}
          </Button>
        ) : null}
      </div>
      <KubectlNote line={withInput(kubectlLine(cluster.id, namespace.trim() === "" ? undefined : namespace.trim(), ["create", "-f", "-"]), text)} />
    </div>
  );
}
