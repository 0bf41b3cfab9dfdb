import type { ReactNode } from "react";
import { Lock, SquareArrowOutUpRight } from "lucide-react";
import { StateIcon } from "@/components/ui/state";
import type { Opening } from "@/lib/model";

const headings: Record<Opening["state"], string> = {
  ready: "It takes longer than it should",
  forbidden: "This tool is not open to you",
  "refuses-framing": "It cannot be shown here",
  down: "The tool does not answer",
  certificate: "A certificate is not right",
  name: "Its hostname is not set up",
  unprotected: "It is not behind Castor's sign-in",
};

/** Stands where the tool would: which of all reasons it is that it is not shown, what to do, and the ways on. */
export function OpeningNote({ opening, actions }: { readonly opening: Opening; readonly actions?: ReactNode }) {
  return (
    <Instead icon={<OpeningIcon state={opening.state} />} title={headings[opening.state]} actions={actions}>
      <p>{opening.sentence}</p>
      {opening.advice === undefined ? null : <p className="text-muted">{opening.advice}</p>}
    </Instead>
  );
}

/** What is drawn in the place of a tool. */
export function Instead({ icon, title, actions, children }: { readonly icon: ReactNode; readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode }) {
  return (
    <section role="status" aria-label={title} className="mx-auto flex w-full max-w-xl flex-col gap-3 px-4 py-10 sm:py-16">
      <h2 className="flex items-center gap-2 text-lg font-semibold tracking-tight">
        {icon}
        {title}
      </h2>
      <div className="flex flex-col gap-2 text-pretty wrap-anywhere">{children}</div>
      {actions === undefined ? null : <p className="mt-1 flex flex-wrap gap-2">{actions}</p>}
    </section>
  );
}

function OpeningIcon({ state }: Pick<Opening, "state">) {
  if (state === "forbidden") return <Lock aria-hidden="true" width={18} height={18} className="shrink-0 text-muted" />;
  if (state === "refuses-framing" || state === "unprotected") return <SquareArrowOutUpRight aria-hidden="true" width={18} height={18} className="shrink-0 text-muted" />;
  return <StateIcon state={state === "ready" ? "stale" : "crit"} size={18} />;
}
