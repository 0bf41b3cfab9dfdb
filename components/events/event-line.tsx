import type { ReactNode } from "react";
import { Ago } from "@/components/ui/ago";
import { StateMark } from "@/components/ui/state";
import type { ClusterEvent } from "@/lib/model";

/** One event in a list: what happened, to what (`children`), how often and when. */
export function EventLine({ event: { type, reason, message, last, count }, children }: { readonly event: ClusterEvent; readonly children?: ReactNode }) {
  return (
    <li className="grid grid-cols-[1fr_auto] gap-x-4 border-t border-line py-1.5 text-[13px] first:border-t-0">
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        <StateMark state={type === "Warning" ? "warn" : "info"}>{reason}</StateMark>
        {children}
      </span>
      <span className="text-right whitespace-nowrap text-muted">
        {count > 1 ? `${count}× · ` : ""}
        <Ago at={last} every={5_000} />
      </span>
      <span className="col-span-2 wrap-anywhere text-muted">{message}</span>
    </li>
  );
}
