import { Check, X } from "lucide-react";
import type { Matcher } from "@/lib/model/alerting/matcher";
import { formatMatcher } from "@/lib/model/alerting/matcher-text";

/** A matcher with whether it held, told by sign and word; without `passed` it was not tried on anything. */
export function MatcherText({ matcher, passed }: { readonly matcher: Matcher; readonly passed?: boolean | undefined }) {
  const Sign = passed === true ? Check : X;
  return (
    <span className={`inline-flex items-baseline gap-1 rounded-[4px] border px-1 font-mono text-xs leading-5 wrap-anywhere ${passed === false ? "border-dashed border-line-strong text-muted" : "border-line-strong text-text"}`}>
      {passed === undefined ? null : <Sign aria-hidden="true" width={12} height={12} strokeWidth={2.6} className="shrink-0 self-center" />}
      {passed === undefined ? null : <span className="sr-only">{passed ? "holds:" : "does not hold:"}</span>}
      {formatMatcher(matcher)}
    </span>
  );
}
