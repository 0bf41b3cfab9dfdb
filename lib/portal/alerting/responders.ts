import { CastorError, type Person } from "@/lib/model";
import { compileMatchers, formatMatchers, type Labels, type Matcher } from "@/lib/model/alerting";
import { liesWithin } from "@/lib/model/alerting/scope";
import type { ClusterSettings } from "@/lib/settings";

/** What one person may do about a cluster's alerts. Default is nothing. */
export interface Responder {
  /** Whether they may silence or acknowledge anything at all. */
  readonly any: boolean;
  /** Throws `forbidden` with the reason where a silence with these matchers is not theirs to make, change or end. */
  requireSilence(matchers: readonly Matcher[]): void;
  /** Throws `forbidden` with the reason where an alert with these labels is not theirs to acknowledge. */
  requireAlert(labels: Labels): void;
  /** The longest silence with these matchers, ms; Infinity where nothing bounds it. */
  longest(matchers: readonly Matcher[]): number;
}

/** Administrators may do everything, others what a rule of the settings allows one of their groups. */
export function responder(person: Pick<Person, "admin" | "groups">, { title, alerting }: Pick<ClusterSettings, "title" | "alerting">): Responder {
  const rules = alerting.responders.filter(({ groups }) => groups.some((group) => person.groups.includes(group)));
  const nobody = () => new CastorError("forbidden", `You may not silence or acknowledge alerts of ${title}: no rule of Castor's settings allows it to one of your groups.`);
  const scopes = rules.map(({ scope }) => formatMatchers(scope)).join(" or ");
  return {
    any: person.admin || rules.length > 0,
    requireSilence(matchers) {
      if (person.admin || rules.some(({ scope }) => liesWithin(matchers, scope))) return;
      throw rules.length === 0 ? nobody() : new CastorError("forbidden", `You may silence only what carries ${scopes} in ${title}; this silence could reach beyond.`);
    },
    requireAlert(labels) {
      if (person.admin || rules.some(({ scope }) => compileMatchers(scope)(labels))) return;
      throw rules.length === 0 ? nobody() : new CastorError("forbidden", `You may acknowledge only alerts that carry ${scopes} in ${title}.`);
    },
    longest(matchers) {
      if (person.admin) return alerting.longestSilence;
      const allowed = rules.filter(({ scope }) => liesWithin(matchers, scope)).map(({ longest }) => longest ?? alerting.longestSilence);
      return Math.min(alerting.longestSilence, Math.max(0, ...allowed));
    },
  };
}
