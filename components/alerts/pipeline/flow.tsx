import { ArrowDown } from "lucide-react";
import { Amount } from "@/components/ui/quantity";
import type { PipelineStation } from "@/lib/model/alerting/pipeline";

/** The width of a pipe: each tenfold is one step, so that samples and alerts fit into one picture, px. */
const widest = 12;
const width = (value: number) => Math.min(widest, value <= 0 ? 1.5 : 2.5 + 2 * Math.log10(value + 1));

/**
 * The way from one station to the next: as wide as much goes through, and moving only while something does. Drawn
 * for the eye; the numbers are told with their stations.
 */
export function Flow({ out, upright }: { readonly out: PipelineStation["out"]; readonly upright: boolean }) {
  const size = out === undefined ? 1.5 : width(out.value);
  const flows = out !== undefined && out.value > 0;
  const line = upright ? { x1: "50%", x2: "50%", y1: "0", y2: "100%" } : { x1: "0", x2: "100%", y1: "50%", y2: "50%" };
  return (
    <svg aria-hidden="true" className={`text-accent ${upright ? "h-full w-4" : "h-4 w-full"}`}>
      <line {...line} stroke="var(--line-strong)" strokeWidth={flows ? size : 1.5} strokeLinecap="round" strokeDasharray={out === undefined ? "2 5" : undefined} />
      {flows ? <line {...line} stroke="currentColor" strokeWidth={Math.max(1.5, size - 1)} strokeLinecap="round" strokeDasharray="1 15" className="animate-[flow_1.1s_linear_infinite]" /> : null}
    </svg>
  );
}

/** The number on an arrow. */
export function FlowNumber({ out }: { readonly out: PipelineStation["out"] }) {
  if (out === undefined) return <span className="text-xs text-faint">not known</span>;
  return (
    <span className="flex flex-col text-center leading-4 max-xl:flex-row max-xl:items-center max-xl:gap-1.5">
      <ArrowDown aria-hidden="true" width={14} height={14} className="text-accent xl:hidden" />
      <span className="font-mono text-[13px] font-medium">
        <Amount value={out.value} unit={out.unit ?? "count"} />
      </span>
      <span className="text-xs text-muted">{out.label}</span>
    </span>
  );
}
