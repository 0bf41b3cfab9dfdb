"use client";
import { useState } from "react";
import { ArrowDown, BellOff, ChevronDown, ChevronRight, CornerDownRight, Flag, Minus, X } from "lucide-react";
import type { RouteStep } from "@/lib/model/alerting/routing";
import { MatcherText } from "./matcher-text";
import { countBelow, isTaken, routeRows, type RouteRow } from "./route-rows";

/** Without labels nothing is passed or failed: the tree is drawn as it is configured. */
interface Drawn {
  readonly plain: boolean;
  /** All of it is unfolded at first. */
  readonly unfolded: boolean;
  readonly turned: ReadonlyMap<string, boolean>;
  readonly turn: (key: string, open: boolean) => void;
}

/** From this many routes on, a tree without labels is folded below its first level. */
const many = 60;

/**
 * A routing tree: each route with its matchers, passed or failed, whether later ones are tried as well, and where the
 * alert goes. What it does not take is folded away; the way that it takes is marked by words, signs and weight.
 */
export function RouteTree({ tree, plain = false }: { readonly tree: RouteStep; readonly plain?: boolean }) {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const drawn: Drawn = { plain, unfolded: plain && countBelow(tree) < many, turned, turn: (key, open) => setTurned((before) => new Map(before).set(key, open)) };
  return (
    <ul aria-label="Routes" className="flex flex-col text-[13px]">
      <Route id="0" step={tree} drawn={drawn} root />
    </ul>
  );
}

function Route({ id, step, drawn, root = false }: { readonly id: string; readonly step: RouteStep; readonly drawn: Drawn; readonly root?: boolean }) {
  const taken = !drawn.plain && isTaken(step);
  const shown = drawn.turned.get(id) ?? (root || taken || drawn.unfolded);
  const below = countBelow(step);
  const Twisty = shown ? ChevronDown : ChevronRight;
  return (
    <li className={`min-w-0 border-l-2 pl-2.5 ${taken ? "border-text" : "border-line"}`}>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 py-1">
        {drawn.plain ? null : <Verdict step={step} />}
        <span className="flex min-w-0 flex-wrap items-center gap-1">
          {step.matchers.length === 0 ? <span className="text-muted">{root ? "all alerts" : "every alert that comes here"}</span> : step.matchers.map(({ matcher, passed }, at) => <MatcherText key={at} matcher={matcher} passed={drawn.plain ? undefined : passed} />)}
        </span>
        <span className={`min-w-0 wrap-anywhere ${step.final && !drawn.plain ? "font-semibold" : "text-muted"}`}>
          <span aria-hidden="true">→ </span>
          <span className="sr-only">receiver </span>
          {step.receiver}
        </span>
        {step.nowhere && (!taken || step.final) ? <Note icon={BellOff}>sends nothing</Note> : null}
        {step.continues ? <Note icon={ArrowDown}>continue</Note> : null}
        {(step.mute ?? []).map((name) => (
          <span key={`mute ${name}`} className="text-xs text-muted">muted in {name}</span>
        ))}
        {(step.active ?? []).map((name) => (
          <span key={`active ${name}`} className="text-xs text-muted">only in {name}</span>
        ))}
        {below === 0 || taken ? null : (
          <button type="button" aria-expanded={shown} onClick={() => drawn.turn(id, !shown)} className="inline-flex items-center gap-0.5 rounded-s px-1 text-xs text-muted hover:bg-sunken hover:text-text">
            <Twisty aria-hidden="true" width={13} height={13} />
            {below} {below === 1 ? "route" : "routes"} below
          </button>
        )}
      </div>
      {shown && below > 0 ? <Below id={id} step={step} drawn={drawn} /> : null}
    </li>
  );
}

function Below({ id, step, drawn }: { readonly id: string; readonly step: RouteStep; readonly drawn: Drawn }) {
  return (
    <ul aria-label={`Routes below ${step.receiver}`} className="flex flex-col pl-1.5 sm:pl-3">
      {routeRows(step.routes, id, !drawn.plain).map((row) => (row.kind === "route" ? <Route key={row.key} id={row.key} step={row.step} drawn={drawn} /> : <Others key={row.key} row={row} drawn={drawn} />))}
    </ul>
  );
}

function Others({ row, drawn }: { readonly row: Extract<RouteRow, { kind: "others" }>; readonly drawn: Drawn }) {
  const shown = drawn.turned.get(row.key) ?? false;
  const Twisty = shown ? ChevronDown : ChevronRight;
  return (
    <li className="min-w-0 border-l-2 border-line pl-1.5">
      <button type="button" aria-expanded={shown} onClick={() => drawn.turn(row.key, !shown)} className="inline-flex items-center gap-1 rounded-s px-1 py-1 text-muted hover:bg-sunken hover:text-text">
        <Twisty aria-hidden="true" width={13} height={13} />
        {row.steps.length} routes that it does not take
      </button>
      {shown ? (
        <ul aria-label="Routes that it does not take" className="flex flex-col">
          {row.steps.map(({ key, step }) => (
            <Route key={key} id={key} step={step} drawn={drawn} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** What became of a route, in a sign and a word. */
function Verdict({ step }: { readonly step: RouteStep }) {
  const [Sign, word] = step.skipped ? ([Minus, "not tried"] as const) : !step.matched ? ([X, "no"] as const) : step.final ? ([Flag, "ends here"] as const) : ([CornerDownRight, "through here"] as const);
  return (
    <span className={`inline-flex items-center gap-1 text-xs whitespace-nowrap ${isTaken(step) ? "font-semibold text-text" : "text-muted"}`}>
      <Sign aria-hidden="true" width={13} height={13} strokeWidth={2.2} className="shrink-0" />
      {word}
    </span>
  );
}

function Note({ icon: Icon, children }: { readonly icon: typeof BellOff; readonly children: string }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-sunken px-1.5 text-xs leading-5 whitespace-nowrap text-muted">
      <Icon aria-hidden="true" width={12} height={12} className="shrink-0" />
      {children}
    </span>
  );
}
