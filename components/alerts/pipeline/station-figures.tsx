import { StateIcon } from "@/components/ui/state";
import { Amount } from "@/components/ui/quantity";
import type { PipelineStation } from "@/lib/model/alerting/pipeline";

type Figure = PipelineStation["figures"][number];

/** A station's own numbers; those that are no good news carry a state. */
export function StationFigures({ figures, most = Infinity }: { readonly figures: readonly Figure[]; readonly most?: number }) {
  if (figures.length === 0) return <p className="text-xs text-faint">Not known yet.</p>;
  return (
    <ul className="flex flex-col gap-0.5 text-xs leading-[18px]">
      {figures.slice(0, most).map((figure) => (
        <li key={figure.label} className="wrap-anywhere">
          <FigureLine figure={figure} />
        </li>
      ))}
    </ul>
  );
}

function FigureLine({ figure: { label, value, of, unit = "count", state } }: { readonly figure: Figure }) {
  const bad = state === "warn" || state === "crit";
  return (
    <>
      {bad ? (
        <span className="mr-1 inline-block align-[-2px]">
          <StateIcon state={state} size={12} />
        </span>
      ) : null}
      <span className={`font-mono font-medium ${bad ? (state === "crit" ? "text-crit" : "text-warn") : ""}`}>
        <Amount value={value} unit={unit} />
        {of === undefined ? null : <span className="font-sans font-normal text-muted"> of {of}</span>}
      </span>{" "}
      <span className="text-muted">{label}</span>
    </>
  );
}
