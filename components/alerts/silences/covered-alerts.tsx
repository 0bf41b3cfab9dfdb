"use client";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { StateMark, type State } from "@/components/ui/state";
import type { CoveredAlert, SilencePreview } from "@/lib/model/alerting/silence";
import { counted } from "./silence-draft";

const states: Readonly<Record<CoveredAlert["state"], { readonly state: State; readonly word: string }>> = {
  firing: { state: "crit", word: "firing" },
  pending: { state: "warn", word: "pending" },
  suppressed: { state: "plain", word: "suppressed already" },
};
const page = 30;
const hidden = new Set(["alertname", "severity", "prometheus"]);

/** "Covers 12 alerts now: 8 firing, 4 pending." */
export function coverWords({ counts, alerts }: Pick<SilencePreview, "counts" | "alerts">): string {
  if (alerts.length === 0) return "Covers nothing now.";
  const parts = [counts.firing > 0 ? `${counts.firing} firing` : "", counts.pending > 0 ? `${counts.pending} pending` : "", counts.suppressed > 0 ? `${counts.suppressed} suppressed already` : ""].filter((part) => part !== "");
  return `Covers ${counted(alerts.length, "alert")} now: ${parts.join(", ")}.`;
}

/** The alerts that a silence would cover; what goes beyond the selection comes first, with a mark. */
export function CoveredAlerts({ preview }: { readonly preview: SilencePreview }) {
  const [most, setMost] = useState(page);
  const { alerts, counts, rules } = preview;
  const sorted = counts.beyond === 0 ? alerts : alerts.toSorted((a, b) => Number(b.beyond ?? false) - Number(a.beyond ?? false));
  const certain = rules.filter((rule) => rule.certain).map(({ name }) => name);
  const possible = rules.length - certain.length;
  return (
    <div className="flex flex-col gap-2 text-[13px]">
      <p role="status">
        {coverWords(preview)}{" "}
        {counts.beyond === 0 ? null : <StateMark state="warn">{counts.beyond} beyond what you selected</StateMark>}
      </p>
      {alerts.length === 0 ? null : (
        <ul aria-label="Covered alerts" tabIndex={0} className="max-h-52 overflow-y-auto rounded-s border border-line">
          {sorted.slice(0, most).map((alert) => (
            <li key={alert.id} className="border-t border-line px-2.5 py-1.5 first:border-t-0">
              <span className="font-medium">{alert.name}</span> <StateMark state={states[alert.state].state}>{states[alert.state].word}</StateMark>{" "}
              {alert.beyond === true ? <StateMark state="warn">beyond what you selected</StateMark> : null}
              <span className="block font-mono text-xs wrap-anywhere text-muted">
                {Object.entries(alert.labels)
                  .filter(([name]) => !hidden.has(name))
                  .map(([name, value]) => `${name}=${value}`)
                  .join(" ")}
              </span>
            </li>
          ))}
          {sorted.length > most ? (
            <li className="border-t border-line p-1.5">
              <Button onClick={() => setMost(most + 10 * page)}>Show more ({sorted.length - most})</Button>
            </li>
          ) : null}
        </ul>
      )}
      {certain.length + possible === 0 ? null : (
        <details className="text-muted">
          <summary>
            When they fire, {certain.length === 0 ? "" : `alerts of ${counted(certain.length, "rule")} would be covered for certain`}
            {certain.length > 0 && possible > 0 ? ", " : ""}
            {possible === 0 ? "" : `alerts of ${counted(possible, "rule")} possibly`}
          </summary>
          {certain.length === 0 ? null : <p className="pt-1 wrap-anywhere">For certain: {certain.join(", ")}.</p>}
          {possible === 0 ? null : <p className="pt-1 wrap-anywhere">Possibly, depending on their labels then: {rules.filter((rule) => !rule.certain).map(({ name }) => name).join(", ")}.</p>}
        </details>
      )}
    </div>
  );
}
