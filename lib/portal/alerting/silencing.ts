import { problemOf, type Person } from "@/lib/model";
import { compileMatchers, type Alert } from "@/lib/model/alerting";
import { previewOf, unended } from "@/lib/model/alerting/preview";
import { propose } from "@/lib/model/alerting/proposal";
import type { ClusterSettings } from "@/lib/settings";
import type { AlertingParts } from "./parts";
import type { AlertingPortal } from "./portal";
import { responder } from "./responders";
import { lengthRefusal } from "./silence-guard";
import { silenceEntry } from "./silence-inventory";
import { silenceWritingOf } from "./silence-writing";
import { silencingState } from "./silences-state";
import { selectionOf } from "./triage";

const order = { active: 0, pending: 1, expired: 2 } as const;

/** The Portal's answers about silences: what there is, what to make, what it would do, and making it. */
export function silencingOf(parts: AlertingParts): Pick<AlertingPortal, "silences" | "propose" | "preview" | "silence" | "expireSilence"> {
  const { find, store, now } = parts;
  return {
    ...silenceWritingOf(parts),

    async silences(person, id) {
      const { settings, alerting } = find(person, id);
      if (alerting.book.current.revision === 0) await alerting.book.ready();
      const state = silencingState(alerting.book.current, now());
      const owners = await store.alerts.silenceOwners(id).catch((): ReadonlyMap<string, string> => new Map());
      const asking = { person, responder: responder(person, settings), owners };
      return [...state.silences.values()].map((silence) => silenceEntry(silence, state, asking)).sort((a, b) => order[a.state] - order[b.state] || a.endsAt - b.endsAt);
    },

    propose(person, id, selection) {
      const { settings, alerting } = find(person, id);
      const may = responder(person, settings);
      const all = unended(alerting.book.current.alerts.values());
      const selected = selectionOf(parts, person, id, selection);
      const wanted = new Set(selected.map((alert) => alert.id));
      const refusals = selected.flatMap((alert) => {
        try {
          may.requireAlert(alert.labels);
          return [];
        } catch (error) {
          return [{ alert, why: problemOf(error).message }];
        }
      });
      const refused = new Set(refusals.map(({ alert }) => alert));
      const mine = selected.filter((alert) => !refused.has(alert));
      const others = all.filter((alert) => !wanted.has(alert.id) || refused.has(alert));
      const proposal = propose(mine, others, person.admin ? [] : scopeLabels(person, settings, mine));
      const ended = selection.alerts.filter((alert) => !wanted.has(alert)).length;
      return {
        ...proposal,
        selected: selected.map((alert) => alert.id),
        notes: [
          ...(refusals.length === 0 ? [] : [`${refusals.length} of the selected alerts ${refusals.length === 1 ? "is" : "are"} left out. ${refusals[0]?.why ?? ""}`]),
          ...(ended > 0 ? [`${ended} of the selected alerts ${ended === 1 ? "has" : "have"} ended: there is nothing to silence.`] : []),
          ...proposal.notes,
        ],
      };
    },

    preview(person, id, draft, selected) {
      const { settings, alerting } = find(person, id);
      const at = now();
      const preview = previewOf(draft, silencingState(alerting.book.current, at), selected);
      const old = draft.id === undefined ? undefined : alerting.book.current.silences.get(draft.id);
      const may = responder(person, settings);
      const forbidden = [...(old === undefined ? [] : [old.matchers]), draft.matchers].flatMap((matchers) => {
        try {
          may.requireSilence(matchers);
          return [];
        } catch (error) {
          return [problemOf(error).message];
        }
      });
      const tooLong = forbidden.length === 0 ? lengthRefusal(person, settings, draft, at) : undefined;
      const warnings = alerting.book.current.sources.flatMap(({ name, kind, problem, clock = 0 }) => [
        ...(problem === undefined ? [] : [`${name} does not answer: what it knew last is what is shown.`]),
        ...(kind === "alertmanager" && clock !== 0 ? [`The clock of ${name} is ${Math.round(Math.abs(clock) / 1_000)} s ${clock > 0 ? "ahead" : "behind"}, so the silence ends ${clock > 0 ? "earlier" : "later"} by that.`] : []),
      ]);
      return { ...preview, refusals: [...new Set(forbidden), ...preview.refusals, ...(tooLong === undefined ? [] : [tooLong])], warnings: [...preview.warnings, ...warnings] };
    },
  };
}

/** The labels that a silence of this person must speak of to lie within what they may: those of the rule that allows all of these alerts, or of every rule that allows any. */
function scopeLabels(person: Person, { alerting }: Pick<ClusterSettings, "alerting">, alerts: readonly Alert[]): readonly string[] {
  const scopes = alerting.responders.filter(({ groups }) => groups.some((group) => person.groups.includes(group))).map(({ scope }) => ({ scope, holds: compileMatchers(scope) }));
  const all = scopes.find(({ holds }) => alerts.every(({ labels }) => holds(labels)));
  const some = all === undefined ? scopes.filter(({ holds }) => alerts.some(({ labels }) => holds(labels))) : [all];
  return [...new Set(some.flatMap(({ scope }) => scope.map(({ name }) => name)))];
}
