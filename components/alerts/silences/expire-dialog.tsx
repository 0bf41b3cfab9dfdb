"use client";
import { useState } from "react";
import { closeAround, DialogFrame } from "@/components/objects/actions/dialog-frame";
import { Button } from "@/components/ui/button";
import { StateIcon } from "@/components/ui/state";
import type { Cluster } from "@/lib/model/cluster";
import { formatMatcher } from "@/lib/model/alerting/matcher-text";
import type { SilenceEntry } from "@/lib/model/alerting/silence";
import { problemOf } from "@/lib/model/problem";
import { expireSilence } from "./post-silence";
import { counted } from "./silence-draft";
import { coveredCount } from "./silences-search";

interface Props {
  readonly cluster: Pick<Cluster, "id" | "title" | "accent" | "stage">;
  readonly silence: SilenceEntry;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Ends a silence, after saying what will be heard again. */
export function ExpireDialog({ cluster, silence, onDone, onClose }: Props) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const count = coveredCount(silence);
  const names = silence.covers.join(", ");
  const expire = async (button: Element) => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    try {
      await expireSilence(cluster.id, silence.id);
      onDone();
      closeAround(button);
    } catch (error) {
      setFailed(problemOf(error).message);
    }
    setBusy(false);
  };
  return (
    <DialogFrame cluster={cluster} title="Expire silence" busy={busy} onClose={onClose}>
      <div className="flex flex-col gap-3 overflow-y-auto px-5 py-4">
        <p className="font-mono text-xs wrap-anywhere">{silence.matchers.map(formatMatcher).join(" ")}</p>
        <p>
          {count === 0
            ? "It covers nothing now, so nothing will be heard that was not heard before."
            : `${counted(count, "alert")} will be heard again unless something else keeps ${count === 1 ? "it" : "them"} quiet: ${names}${silence.covers.length < count && count > 5 ? " and others" : ""}.`}
        </p>
        {failed === undefined ? null : (
          <p role="alert" className="flex items-start gap-2 rounded-s bg-crit-bg px-3 py-2 text-[13px] wrap-anywhere">
            <span className="mt-0.5">
              <StateIcon state="crit" size={15} />
            </span>
            {failed}
          </p>
        )}
      </div>
      <footer className="flex items-center justify-end gap-2 border-t border-line px-5 py-3">
        <Button aria-disabled={busy} onClick={({ currentTarget }) => (busy ? undefined : closeAround(currentTarget))}>
          Cancel
        </Button>
        <Button data-first-focus="" aria-disabled={busy} className="not-aria-disabled:border-text" onClick={({ currentTarget }) => void expire(currentTarget)}>
          Expire
        </Button>
      </footer>
    </DialogFrame>
  );
}
