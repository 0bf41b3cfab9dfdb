"use client";
import type { ReactNode } from "react";
import { StateIcon, severityStates, type State } from "@/components/ui/state";
import { severities, type Severity } from "@/lib/model/alert";
import { alertStates, type AlertState } from "@/lib/model/alerting/alert";
import { hasTerm } from "@/lib/model/alerting/filter-terms";
import type { Triage } from "@/lib/model/alerting/triage";
import type { Cluster } from "@/lib/model/cluster";
import { chosenSeverities, chosenStates, toggleSeverity, toggleState, toggleTerm, unacknowledged } from "./quick-terms";
import type { TriageSearch } from "./triage-search";
import { severityWords } from "./words";

const stateWords: Readonly<Record<AlertState, string>> = { firing: "Firing", pending: "Pending", suppressed: "Suppressed", resolved: "Resolved" };

interface Props {
  readonly search: TriageSearch;
  readonly triage: Triage | undefined;
  /** Those one may choose between; with fewer than two there is nothing to choose. */
  readonly clusters: readonly Cluster[];
  readonly onChange: (patch: Partial<TriageSearch>) => void;
}

/** What people ask for most, one click each. All but the clusters are terms of the filter and can be read there. */
export function QuickChoices({ search: { filter, clusters: chosen }, triage, clusters, onChange }: Props) {
  const bySeverity = chosenSeverities(filter);
  const byState = chosenStates(filter);
  const severityCount = (severity: Severity) => (bySeverity.length === 0 || bySeverity.includes(severity) ? triage?.severities[severity] : undefined);
  // Alerts that ended are counted only where somebody asks for them.
  const stateCount = (state: AlertState) => (byState.includes(state) || (byState.length === 0 && state !== "resolved") ? triage?.counts[state] : undefined);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Choices label="Severity">
        {severities
          .filter((severity) => severity !== "other" || bySeverity.includes(severity) || (triage?.severities.other ?? 0) > 0)
          .map((severity) => (
            <Choice key={severity} on={bySeverity.includes(severity)} look={severityStates[severity]} count={severityCount(severity)} onClick={() => onChange({ filter: toggleSeverity(filter, severity) })}>
              {severityWords[severity]}
            </Choice>
          ))}
      </Choices>
      <Choices label="State">
        {alertStates.map((state) => (
          <Choice key={state} on={byState.includes(state)} count={stateCount(state)} onClick={() => onChange({ filter: toggleState(filter, state) })}>
            {stateWords[state]}
          </Choice>
        ))}
      </Choices>
      <Choices label="Who has it">
        <Choice on={hasTerm(filter, unacknowledged)} onClick={() => onChange({ filter: toggleTerm(filter, unacknowledged) })}>
          Not acknowledged
        </Choice>
      </Choices>
      {clusters.length < 2 ? null : (
        <Choices label="Cluster">
          {clusters.map(({ id, title, accent }) => (
            <Choice key={id} accent={accent} on={chosen.includes(id)} onClick={() => onChange({ clusters: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].sort() })}>
              {title}
            </Choice>
          ))}
        </Choices>
      )}
    </div>
  );
}

function Choices({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-1.5">
      {children}
    </div>
  );
}

function Choice({ on, look, accent, count, onClick, children }: { readonly on: boolean; readonly look?: State; readonly accent?: string; readonly count?: number | undefined; readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button
      type="button"
      aria-pressed={on}
      data-accent={accent}
      onClick={onClick}
      className="inline-flex h-7 items-center gap-1.5 rounded-full border border-line-strong bg-surface px-2.5 text-[13px] whitespace-nowrap text-muted hover:border-faint hover:text-text aria-pressed:border-focus aria-pressed:bg-info-bg aria-pressed:text-text"
    >
      {look === undefined ? null : <StateIcon state={count === 0 && !on ? "plain" : look} size={13} />}
      {accent === undefined ? null : <span aria-hidden="true" className="h-3 w-[3px] rounded-full bg-accent" />}
      {children}
      {count === undefined ? null : <span className="font-medium text-text">{count.toLocaleString("en")}</span>}
    </button>
  );
}
