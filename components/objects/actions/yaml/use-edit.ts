"use client";
import { useEffect, useRef, useState } from "react";
import type { ObjectRef } from "@/lib/model/api-resource";
import type { Refusal } from "../refusal";
import type { Decisions } from "./conflicts";
import { applyEdit, isRefusal, otherObject, readLive, removeLeftovers, type Outcome } from "./editing";
import type { JsonObject } from "./json";
import { isMistake, printed, readManifests, written, type Manifest, type YamlMistake } from "./manifest";
import { rebased } from "./rebase";

/** The object as it was when the person began, and its text. `round` counts how often it began anew. */
interface Base {
  readonly manifest: Manifest;
  readonly text: string;
  /** What the editor begins with. */
  readonly start: string;
  readonly round: number;
}

export type EditPhase =
  | { readonly status: "editing"; readonly mistake?: YamlMistake; readonly refusal?: Refusal; readonly note?: string }
  /** `outcome` is what the person looks at meanwhile. */
  | { readonly status: "checking" | "applying"; readonly outcome?: Outcome }
  /** What Kubernetes says to it before anything has changed. */
  | { readonly status: "checked"; readonly outcome: Outcome }
  | { readonly status: "done"; readonly warnings: readonly string[]; readonly refusal?: Refusal };

const isMistaken = (value: Manifest | YamlMistake): value is YamlMistake => !("apiVersion" in value);

/** One edit of an object: read, changed, checked, applied. */
export function useEdit(cluster: string, ref: ObjectRef) {
  const [base, setBase] = useState<Base | Refusal>();
  const [phase, setPhase] = useState<EditPhase>({ status: "editing" });
  const [decisions, setDecisions] = useState<Decisions>({});
  const text = useRef("");
  const busy = useRef(false);

  const begin = (live: JsonObject, start?: string) => {
    const manifest = written(live);
    const plain = printed(manifest);
    text.current = start ?? plain;
    setBase((before) => ({ manifest, text: plain, start: text.current, round: before !== undefined && "round" in before ? before.round + 1 : 0 }));
    setDecisions({});
  };
  useEffect(() => {
    const control = new AbortController();
    void readLive(cluster, ref, control.signal).then((live) => {
      if (control.signal.aborted) return;
      if (isRefusal(live)) setBase(live);
      else begin(live);
    });
    return () => control.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- later news of the same object must not take away what is being written
  }, [cluster, ref.group, ref.version, ref.resource, ref.namespace, ref.name]);

  const manifest = base !== undefined && "round" in base ? base.manifest : undefined;

  /** The text as an object, or why it is none. */
  function read(): Manifest | YamlMistake {
    const found = readManifests(text.current);
    if (isMistake(found)) return found;
    const [one] = found;
    if (one === undefined || found.length > 1) return { sentence: "This is the page of one object: there are several in the text." };
    const other = manifest === undefined ? undefined : otherObject(manifest, one);
    // Somebody may have pasted what kubectl prints, with the status and all.
    return other === undefined ? written(one) : { sentence: other };
  }

  async function check(next: Decisions = {}): Promise<void> {
    if (manifest === undefined || busy.current) return;
    const edited = read();
    if (isMistaken(edited)) return setPhase({ status: "editing", mistake: edited });
    busy.current = true;
    setPhase((now) => ({ status: "checking", ...(now.status === "checked" ? { outcome: now.outcome } : {}) }));
    const outcome = await applyEdit(cluster, { ref, base: manifest, edited, decisions: next }, true);
    busy.current = false;
    setDecisions(next);
    if (outcome.status === "refused") return setPhase({ status: "editing", refusal: outcome.refusal });
    setPhase({ status: "checked", outcome });
  }

  async function apply(alsoRemove: boolean): Promise<void> {
    if (manifest === undefined || busy.current) return;
    const edited = read();
    if (isMistaken(edited)) return;
    busy.current = true;
    setPhase((now) => ({ status: "applying", ...(now.status === "checked" ? { outcome: now.outcome } : {}) }));
    const outcome = await applyEdit(cluster, { ref, base: manifest, edited, decisions }, false);
    const more = outcome.status === "applied" && alsoRemove && outcome.leftovers.length > 0 ? await removeLeftovers(cluster, ref, outcome.result, outcome.leftovers) : undefined;
    busy.current = false;
    if (outcome.status === "refused") return setPhase({ status: "editing", refusal: outcome.refusal });
    if (outcome.status !== "applied") return setPhase({ status: "checked", outcome });
    setPhase({ status: "done", warnings: outcome.warnings, ...(more === undefined ? {} : { refusal: more }) });
  }

  /** Goes on from how the object is now: with the person's changes where they fit, or without. */
  function restart(live: JsonObject, keep: boolean): void {
    if (base === undefined || !("round" in base)) return;
    const edited = read();
    const merged = keep && !isMistaken(edited) ? rebased(base.manifest, edited, written(live)) : undefined;
    begin(live, merged === undefined ? undefined : printed(merged));
    const note = merged === undefined ? (keep ? "You and somebody else changed the same fields: this is how it is now, without your changes." : undefined) : "Your changes are put onto how it is now.";
    setPhase({ status: "editing", ...(note === undefined ? {} : { note }) });
  }

  return {
    base,
    phase,
    decisions,
    write: (next: string) => {
      text.current = next;
      setPhase((before) => (before.status === "editing" && (before.mistake ?? before.refusal ?? before.note) === undefined ? before : { status: "editing" }));
    },
    /** Back to the text as it is written. */
    back: () => setPhase({ status: "editing" }),
    check,
    apply,
    restart,
  };
}
