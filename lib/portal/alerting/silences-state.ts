import { previewState, type PreviewState } from "@/lib/model/alerting/preview";
import type { AlertsNow } from "./alerts-now";

const made = new WeakMap<AlertsNow["alerts"], PreviewState>();

/** A cluster's alerts, ready to be laid under silences: read once for each state, however many ask. */
export function silencingState(state: AlertsNow, now: number): PreviewState {
  const rules = state.rules.values();
  const known = made.get(state.alerts);
  if (known !== undefined) return { ...known, at: now, rules: [...rules], silences: state.silences };
  const fresh = previewState(now, state.alerts.values(), [...rules], state.silences);
  made.set(state.alerts, fresh);
  return fresh;
}
