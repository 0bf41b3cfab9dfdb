"use client";
import { useRef, useState, type KeyboardEvent } from "react";
import Link from "next/link";
import { ChevronDown, ChevronRight } from "lucide-react";
import { objectHref, type FamilyMember } from "@/lib/model";
import { familyRows, type FamilyRow } from "./family-rows";
import { WellnessMark } from "./wellness";

/** What belongs together: the root owner and everything under it. Arrow keys walk it, Enter goes there. */
export function FamilyTree({ cluster, family }: { readonly cluster: string; readonly family: FamilyMember }) {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [focused, setFocused] = useState<string>();
  const frame = useRef<HTMLDivElement>(null);
  const rows = familyRows(family, turned);
  const current = rows.find(({ key }) => key === focused) ?? rows.find(({ member }) => member.self === true) ?? rows[0];
  const turn = (key: string, open: boolean) => setTurned(new Map(turned).set(key, open));
  const focus = (row: FamilyRow | undefined) => {
    if (row === undefined) return;
    setFocused(row.key);
    frame.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (current === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const at = rows.indexOf(current);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(rows[at + 1]),
      ArrowUp: () => focus(rows[at - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () => (current.open === false ? turn(current.key, true) : current.open === true ? focus(rows[at + 1]) : undefined),
      ArrowLeft: () => (current.open === true ? turn(current.key, false) : focus(rows.find(({ key }) => key === current.parent))),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    move();
  };
  return (
    <section aria-label="What belongs together" className="rounded-m border border-line bg-surface px-2 pt-3 pb-2">
      <h2 className="mb-1 px-2 font-semibold tracking-tight">What belongs together</h2>
      <div ref={frame} role="tree" aria-label="Owners and what they own" onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <Row key={row.key} cluster={cluster} row={row} focusable={row === current} onFocus={() => setFocused(row.key)} onTurn={(open) => turn(row.key, open)} />
        ))}
      </div>
    </section>
  );
}

function Row({ cluster, row, focusable, onFocus, onTurn }: { readonly cluster: string; readonly row: FamilyRow; readonly focusable: boolean; readonly onFocus: () => void; readonly onTurn: (open: boolean) => void }) {
  const { member, level, place, siblings, open } = row;
  const Twisty = open === true ? ChevronDown : ChevronRight;
  const self = member.self === true;
  return (
    <Link
      href={objectHref(cluster, member.ref)}
      prefetch={false}
      role="treeitem"
      aria-level={level}
      aria-posinset={place}
      aria-setsize={siblings}
      aria-expanded={open}
      aria-current={self ? "page" : undefined}
      data-key={row.key}
      tabIndex={focusable ? 0 : -1}
      onFocus={onFocus}
      className="flex min-h-8 items-start gap-1 rounded-s py-1.5 pr-2 text-[13px] hover:bg-sunken aria-[current=page]:bg-sunken"
      style={{ paddingInlineStart: `${(level - 1) * 16}px` }}
    >
      <span
        aria-hidden="true"
        onClick={(event) => {
          if (open === undefined) return;
          event.preventDefault();
          onTurn(!open);
        }}
        className="-my-0.5 flex size-6 shrink-0 items-center justify-center rounded-s text-faint hover:text-text"
      >
        {open === undefined ? null : <Twisty width={14} height={14} />}
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        <span className="text-muted">{member.ref.kind}</span>
        <span className={`min-w-0 wrap-anywhere ${self ? "font-semibold" : "font-medium"}`}>{member.ref.name}</span>
        <span className="ml-auto text-right">
          <WellnessMark wellness={member.wellness}>{member.status}</WellnessMark>
          {member.more === undefined ? null : <span className="text-muted"> · {member.more} more not drawn</span>}
        </span>
      </span>
    </Link>
  );
}
