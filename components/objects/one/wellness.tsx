import { Chip, StateIcon, StateMark, type State } from "@/components/ui/state";
import type { Finding, Wellness } from "@/lib/model";

/** How a state of an object is drawn and called. */
export const wellnessWords: Record<Wellness, { readonly state: State; readonly word: string }> = {
  well: { state: "ok", word: "Well" },
  progressing: { state: "info", word: "On its way" },
  warning: { state: "warn", word: "Warning" },
  bad: { state: "crit", word: "Not well" },
  stopped: { state: "stale", word: "Not running" },
  unknown: { state: "plain", word: "Nothing known" },
};

export const severityWords: Record<Finding["severity"], { readonly state: State; readonly word: string }> = {
  critical: { state: "crit", word: "Critical" },
  warning: { state: "warn", word: "Warning" },
  notice: { state: "info", word: "Notice" },
};

export function WellnessChip({ wellness }: { readonly wellness: Wellness }) {
  const { state, word } = wellnessWords[wellness];
  return <Chip state={state}>{word}</Chip>;
}

/** A short status in the colour of its state; the state's own word where there is no status. */
export function WellnessMark({ wellness, children }: { readonly wellness: Wellness; readonly children: string }) {
  const { state, word } = wellnessWords[wellness];
  return <StateMark state={state}>{children === "" ? word : children}</StateMark>;
}

/** The icon of a state with its word for assistive technology. */
export function WellnessIcon({ wellness }: { readonly wellness: Wellness }) {
  const { state, word } = wellnessWords[wellness];
  return (
    <span title={word} className="inline-flex">
      <StateIcon state={state} />
      <span className="sr-only">{word}</span>
    </span>
  );
}
