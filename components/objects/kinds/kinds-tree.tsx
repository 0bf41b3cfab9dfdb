"use client";
import { useEffect, useRef, useState } from "react";
import Link from "next/link";
import { ProblemNote } from "@/components/ui/notes";
import { Skeleton } from "@/components/ui/skeleton";
import { resourceHref, type ApiResource, type PanelState, type ResourceId } from "@/lib/model";
import { findKinds } from "./find-kinds";
import { grouped, type KindGroup } from "./kind-groups";

/** All kinds that the cluster serves, in the sections of training material, to be filtered and walked. */
export function KindsTree({ cluster, state, current, search = "" }: { readonly cluster: string; readonly state: PanelState<readonly ApiResource[]>; readonly current?: ResourceId; readonly search?: string }) {
  const [text, setText] = useState("");
  if (state.status === "loading") return <WaitingKinds />;
  if (state.status === "failed") return <ProblemNote problem={state.problem} />;
  const groups = grouped(matching(state.value, text));
  return (
    <div className="flex flex-col gap-3">
      <input
        type="search"
        aria-label="Filter kinds"
        placeholder="Filter kinds"
        value={text}
        onChange={({ target }) => setText(target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={100}
        className="mx-0.5 mt-0.5 h-8 rounded-s border border-line-field bg-surface px-2.5 text-[13px] placeholder:text-faint"
      />
      {groups.length === 0 ? <p className="px-2 text-[13px] text-muted">No kind is called “{text}”.</p> : null}
      <nav aria-label="Kinds of objects" className="flex flex-col gap-3 pb-3">
        {groups.map((group) => (
          <Group key={group.title} group={group} cluster={cluster} current={current} search={search} />
        ))}
      </nav>
    </div>
  );
}

/** Kinds by name, short name or API group; all where nothing is typed. */
export function matching(kinds: readonly ApiResource[], text: string): readonly ApiResource[] {
  if (text.trim() === "") return kinds;
  const found = new Set(findKinds(kinds, text, Number.MAX_SAFE_INTEGER).map(({ kind }) => kind));
  const word = text.trim().toLowerCase();
  return kinds.filter((kind) => found.has(kind) || kind.group.includes(word) || kind.kind.toLowerCase().includes(word));
}

function Group({ group, cluster, current, search }: { readonly group: KindGroup; readonly cluster: string; readonly current: ResourceId | undefined; readonly search: string }) {
  return (
    <section aria-label={group.title}>
      <h3 className="truncate px-2 pb-0.5 text-xs font-medium text-faint" title={group.title}>
        {group.title}
      </h3>
      <ul>
        {group.kinds.map((kind) => (
          <li key={`${kind.group}/${kind.resource}`}>
            <KindLink kind={kind} href={`${resourceHref(cluster, kind)}${kind.namespaced ? search : ""}`} twice={group.kinds.filter((other) => other.kind === kind.kind).length > 1} current={current?.group === kind.group && current.resource === kind.resource} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function KindLink({ kind, href, twice, current }: { readonly kind: ApiResource; readonly href: string; readonly twice: boolean; readonly current: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) link.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <Link
      ref={link}
      href={href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      title={kind.group === "" ? kind.kind : `${kind.kind} (${kind.group})`}
      className="flex min-h-7 items-center gap-2 rounded-s px-2 text-[13px] text-muted hover:bg-sunken hover:text-text aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-text max-lg:min-h-10"
    >
      <span className="min-w-0 truncate">
        {kind.kind}
        {twice && kind.group !== "" ? <span className="text-faint"> {kind.group}</span> : null}
      </span>
    </Link>
  );
}

function WaitingKinds() {
  return (
    <div className="flex flex-col gap-2.5 p-2">
      <Skeleton className="h-7 w-full" label="Waiting for the kinds" />
      {["w-3/5", "w-4/5", "w-2/3", "w-1/2", "w-3/4", "w-3/5"].map((width, index) => (
        <Skeleton key={index} className={`h-4 ${width}`} />
      ))}
    </div>
  );
}
