"use client";
import { Button } from "@/components/ui/button";
import type { Danger } from "./action";
import { closeAround } from "./dialog-frame";

interface Props {
  readonly title: string;
  readonly danger: Danger;
  readonly running: boolean;
  /** What is under way, in a word: "Checking…". */
  readonly doing: string;
  /** Why it cannot be confirmed yet; the button stays reachable and says so. */
  readonly wrong: string | undefined;
  readonly reasonId: string;
  /** The dialog has no field that would take the focus. */
  readonly first: boolean;
}

/** Leave it, or do it: the end of every dialog about a change. What breaks most is not what Enter does by accident. */
export function ConfirmFoot({ title, danger, running, doing, wrong, reasonId, first }: Props) {
  const [cancelFirst, confirmFirst] = first ? [danger === "high", danger !== "high"] : [false, false];
  const focus = { "data-first-focus": "" };
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3">
      <p id={reasonId} className="mr-auto min-w-0 text-[13px] text-muted">
        {running ? doing : (wrong ?? "")}
      </p>
      <Button {...(cancelFirst ? focus : {})} aria-disabled={running} onClick={({ currentTarget }) => (running ? undefined : closeAround(currentTarget))}>
        Cancel
      </Button>
      <Button
        {...(confirmFirst ? focus : {})}
        type="submit"
        aria-disabled={running || wrong !== undefined}
        aria-describedby={reasonId}
        className={`aria-disabled:text-faint ${danger === "high" ? "not-aria-disabled:border-crit not-aria-disabled:text-crit" : "not-aria-disabled:border-text"}`}
      >
        {title}
      </Button>
    </footer>
  );
}
